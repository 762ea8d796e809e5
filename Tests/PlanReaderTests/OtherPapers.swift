/// Papers of councils that are not there, each drawn as some council draws its own.
enum OtherPapers {
    static let all = [semicolons, misspelt, fromWord, withoutHeadings, twoTables, twoTongues, broken]

    /// A spreadsheet saved with semicolons, its columns in an order of its own.
    static let semicolons = """
        \u{FEFF}Lantern Bay Council;;;;;;
        RAG;No.;Progress;Lead officer;Response;Target date;Recommendation
        Amber;1;"Two schools asked; ""one"" said yes.";Head of Learning;Accepted;March 2027;Offer tasters in every school
        Green – on track;2;Post advertised.;Job Coach Team;"Accepted in part. Only for those under 25.";30/06/2027;Find a job coach
        Red;3;;;Not accepted;;Pay for buses
        """

    static let misspelt = """
        Gorsefield Plan for Young Adults

        Ref\tRecomendations\tActon\tResponsable Officer\tTime scale\tComents
        G1\tKeep one list of openings\tMake the list\tOpenings Desk\tby May 2027\tBegun in June
        \t\tKeep it fresh\tOpenings Desk\t\t
        G2\tTell carers\tWrite to them\tCarers Hub\tDecember 2026\t
        """

    static let fromWord = """
        <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><title>x</title>
        <style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm;} --></style>
        <!--[if gte mso 9]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml><![endif]--></head>
        <body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
        <p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span style='font-size:14.0pt'>Tarn
        Valley work plan<o:p></o:p></span></b></p>
        <table class=MsoTableGrid border=1 style='border-collapse:collapse'>
         <tr style='mso-yfti-irow:0'><td width=80 valign=top style='width:59.8pt'><p class=MsoNormal><b>Number<o:p></o:p></b></p></td>
          <td><p class=MsoNormal><b>Agreed recommendation</b></p></td><td colspan=2><p class=MsoNormal><b>What will be done</b></p></td>
          <td><p class=MsoNormal><b>By whom</b></p></td><td><p>Rating</p></td></tr>
         <tr><td rowspan=2><p class=MsoNormal>1<o:p></o:p></p></td><td rowspan=2><p class=MsoNormal>Work with <i>Tarn
          Mills</i> on placements<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
          class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a>
          &amp; visits.<o:p></o:p></p></td>
          <td colspan=2><p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span
          style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Ask the mill</p>
          <ul><li>twice<ul><li>by letter</li></ul></li></ul></td><td><p>Placement Team</p></td><td><p>On target</p></td></tr>
         <tr><td colspan=2><p>Visit in <del>May</del><ins>June</ins></p></td><td><p>School Links</p></td><td><p>Delayed<o:p></o:p></p></td></tr>
         <tr><td><p>2</p></td><td><p>Report what came of it.</p></td><td colspan=2><p>&nbsp;</p></td><td></td><td></td></tr>
        </table>
        <div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a
        href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Placements means ten days or more.</p></div></div>
        <!--EndFragment--></body></html>
        """

    static let withoutHeadings = """
        Amberley action sheet

        | 1 | Open the workshop to learners with support needs | Fit the ramp and buy the tools | Estates | March 2027 | In progress |
        | 2 | Pay travel for the first month of a placement | Agree a fund with the college | Travel Desk | June 2027 | Not started |
        | 3 | Give each learner one named person to ask | Name them and print the cards | Youth Hub | May 2026 | Complete |
        """

    static let twoTables = """
        Fellside review of internships

        Rec No\tRecommendation\tAction\tOwner
        1\tStart four internships\tFind four hosts\tEmployment Desk
        2\tTrain the mentors\tBook the course\tLearning Desk

        ## What has come of it

        Number\tUpdate\tPeriod\tGrade
        2\tTwelve were trained.\tJune 2026\tComplete
        1\tThree hosts found.\tlate spring\tOn track
        """

    static let twoTongues = """
        Cynllun Gwaith / Work plan

        Rhif / Number\tArgymhelliad / Recommendation\tCamau Gweithredu / Actions\tArweinydd / Lead\tStatws / Status
        1\tDysgu gyda’n gilydd: learn together\tGofyn i bob ysgol\tTîm Ieuenctid\tOn track
        2\tSay thanks\tWrite\tTîm Ieuenctid\tWedi gwneud
        """

    static let broken = """
        Rookhope plan, pages 2 to 3

        Rec\tAgreed actions\tResponsible\tDue\tStatus\tCost
        1. Ask every depot\tRing them
        \tand write\tDepots Lead\tMay 2026\tMet\t£40
        Theme two: travel
        2. Lend bicycles\tBuy six\tCycle Hub\tJune 2026\tPurple\t\textra
        3. Offer lifts\tAsk drivers\tCycle Hub\tsoon\t\t
        """
}
