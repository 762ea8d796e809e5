-- waymark: before the tables
-- One folding of words, for keys, filters and search. `Folding.swift` is the same in Swift; a test compares the two over every
-- letter of the Latin scripts. Generated columns keep what they were folded to: a change here goes with a file in
-- Migrations/tables that registers the tables again.

-- Without case and accents, one kind of apostrophe, quote and dash, single blanks: "O’Brien – Café" is "o'brien - cafe".
CREATE OR REPLACE FUNCTION app.fold(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF octet_length(words) <> length(words) THEN
        words := regexp_replace(normalize(words, NFKD), '[\u0300-\u036F\u00AD\u2060\uFEFF]+', '', 'g');
        words := translate(words, '‘’‛ʹʻʼʽˈ′“”„‟«»‐‒–—―−',
            repeat('''', 9) || repeat('"', 6) || repeat('-', 6));
    END IF;
    -- The long list only where something is left for it.
    IF octet_length(words) <> length(words) THEN
        words := translate(words,
            'ȺⱥƀƁƂƃɃɓꞖꞗƇƈȻȼɕꞒꞓꞔꟄÐðĐđƉƊƋƌȡɖɗꟇꟈɆɇⱸꬴƑƒꞘꞙƓǤǥɠꞠꞡĦħɦⱧⱨꞕꞪıƗɨȷɈɉʝꞲĸƘƙⱩⱪꝀꝁꝂꝃ' ||
            'ꝄꝅꞢꞣŁłƚȴȽɫɬɭⱠⱡⱢꝈꝉꞎꞭꬷꬸꬹɱⱮꬺŊŋƝƞȠȵɲɳꞐꞑꞤꞥꬻØøƟⱺꝊꝋꝌꝍƤƥⱣꝐꝑꝒꝓꝔꝕɊɋʠꝖꝗꝘꝙɌɍɼɽɾⱤꞦꞧ' ||
            'ꭉȿʂⱾꞨꞩꟅꟉꟊŦŧƫƬƭƮȶȾʈⱦꞸꞹꭎꭒƲʋⱱⱴꝞꝟⱲⱳꭖꭗꭘꭙƳƴɎɏỾỿꭚƵƶȤȥɀʐʑⱫⱬⱿꟆŒƄƆƎƏƐƔƖƜƢƦƧƩƱƷƸƼ' ||
            'ǶǷȜȢɁɄɅỺỼⱭⱯⱰⱵꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝆꝎꝚꝜꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞚꞜꞞꞫꞬꞮꞰꞱꞳꞴꞶꞺꞼꞾꟀꟂꟐꟖꟘꟵÆ' ||
            'ÞẞςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ',
            'aabbbbbbbbcccccccccdddddddddddddeeeeffffgggggghhhhhhhiiijjjjjkkkkkkkkk' ||
            'kkkkllllllllllllllllllmmmnnnnnnnnnnnnnoooooooopppppppppqqqqqqqrrrrrrrr' ||
            'rssssssssttttttttttuuuuvvvvvvwwxxxxyyyyyyyzzzzzzzzzzzœƅɔǝəɛɣɩɯƣʀƨʃʊʒƹƽ' ||
            'ƕƿȝȣɂʉʌỻỽɑɐɒⱶꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝇꝏꝛꝝꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞛꞝꞟɜɡɪʞʇꭓꞵꞷꞻꞽꞿꟁꟃꟑꟗꟙꟶæ' ||
            'þßσαβγδεζηθικλμνξοπρστυφχψωђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюя');
        words := replace(replace(replace(replace(words, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    END IF;
    RETURN btrim(regexp_replace(lower(words COLLATE "C"), '[\u0009-\u000D\u0020\u0085\u1680\u2028\u2029]+', ' ', 'g'));
END $$;

-- Folded without punctuation, a blank before and behind each word: a word's beginning is found by ' begin', a phrase by
-- ' the phrase '. Under policies no index helps a search (security.md): the words of a council are read, which is quick.
CREATE OR REPLACE FUNCTION app.find_words(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT ' ' || btrim(regexp_replace(app.fold(words), '[^a-z0-9\u00C0-\u1FFF\u2C00-\u2FFF\u3040-\U0010FFFF]+', ' ', 'g')) || ' '
$$;

-- How lists are sorted by name: as people in Britain look names up, "Team 9" before "Team 10".
CREATE COLLATION IF NOT EXISTS app.names (provider = icu, locale = 'en-GB-u-kn-true');

GRANT EXECUTE ON FUNCTION app.fold(text), app.find_words(text) TO waymark_site, waymark_admin;
