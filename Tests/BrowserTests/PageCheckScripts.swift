/// The questions `PageCheck` asks inside the page. Each is a function's body for § Execute Script.
enum PageCheckScripts {
    /// What the others use: `all`, `name`, `shown` and `problem`.
    static let shared = #"""
        const found = [];
        const problem = (sentence) => { if (!found.includes(sentence)) found.push(sentence); };
        const all = (selector) => [...document.querySelectorAll(selector)];
        const shown = (element) => element.checkVisibility({ visibilityProperty: true })
          && element.getClientRects().length > 0;
        const words = (element) => (element.textContent || '').replace(/\s+/g, ' ').trim();
        const name = (element) => {
          const id = element.id ? '#' + element.id : '';
          const said = words(element).slice(0, 40);
          const of = element.getAttribute('name') || element.getAttribute('href') || element.getAttribute('class') || '';
          return '<' + element.localName + id + '>' + (said ? ' “' + said + '”' : of ? ' (' + of.slice(0, 40) + ')' : '');
        };
        const byIDs = (value) => (value || '').split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));
        const spoken = (element) => (byIDs(element.getAttribute('aria-labelledby')).filter(Boolean).map(words).join(' ')
          || element.getAttribute('aria-label') || '').trim();
        const focusable = 'a[href], area[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, '
          + 'textarea:enabled, summary, iframe, [tabindex], [contenteditable=true]';

        """#

    static let markup = #"""
        if (!document.documentElement.lang) problem('The html element has no lang');
        if (!document.title.trim()) problem('The page has no title');
        if (!document.querySelector('meta[name=viewport]')) problem('The page has no viewport');
        if (document.compatMode !== 'CSS1Compat') problem('The page has no doctype');
        const h1 = all('h1').length;
        if (h1 !== 1) problem('There are ' + h1 + ' h1 elements, not one');
        if (all('main').length !== 1) problem('There are ' + all('main').length + ' main elements, not one');
        all('h1, h2, h3, h4, h5, h6').filter(shown).reduce((last, heading) => {
          const level = Number(heading.localName[1]);
          if (level > last + 1) problem(name(heading) + ' follows a heading of level ' + last);
          if (!words(heading)) problem(name(heading) + ' is empty');
          return level;
        }, 1);

        const seen = new Set();
        for (const element of all('[id]')) {
          if (seen.has(element.id)) problem('The id ' + element.id + ' is used more than once');
          seen.add(element.id);
        }
        for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'for']) {
          for (const element of all('[' + attribute + ']')) {
            if (byIDs(element.getAttribute(attribute)).includes(null)) {
              problem(name(element) + ' has ' + attribute + ' for an id that is not on the page');
            }
          }
        }
        for (const link of all('a[href^="#"]')) {
          const id = decodeURIComponent(link.getAttribute('href').slice(1));
          if (id && !document.getElementById(id)) problem(name(link) + ' leads to an id that is not on the page');
        }

        const fields = 'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]), select, textarea';
        for (const field of all(fields)) {
          const labels = [...(field.labels || [])].map(words).join(' ').trim();
          if (!labels && !spoken(field)) problem(name(field) + ' has no label');
          if (field.hasAttribute('placeholder')) problem(name(field) + ' has placeholder text');
          if (field.getAttribute('aria-invalid') === 'true' && !field.closest('[aria-describedby]')) {
            problem(name(field) + ' is wrong but nothing describes how');
          }
        }
        for (const choice of all('input[type=radio]')) {
          if (!choice.closest('fieldset, [role=radiogroup]')) problem(name(choice) + ' is in no fieldset');
        }
        for (const set of all('fieldset')) {
          if (!set.querySelector('legend') && !spoken(set)) problem(name(set) + ' has no legend');
        }
        for (const pressed of all('a[href], button, summary, [role=button], input[type=submit], input[type=button]')) {
          const pictured = [...pressed.querySelectorAll('img[alt], svg[role=img]')]
            .some((picture) => picture.getAttribute('alt') || spoken(picture) || picture.querySelector('title'));
          if (!words(pressed) && !spoken(pressed) && !pressed.value && !pictured) {
            problem(name(pressed) + ' has no words');
          }
        }
        for (const image of all('img, input[type=image]')) {
          if (!image.hasAttribute('alt')) problem(name(image) + ' has no alt: ' + image.getAttribute('src'));
        }
        for (const drawing of all('svg')) {
          const hidden = drawing.closest('[aria-hidden=true]');
          const named = spoken(drawing) || drawing.querySelector(':scope > title');
          if (!hidden && !(drawing.getAttribute('role') === 'img' && named)) {
            problem(name(drawing) + ' is neither a named image nor hidden');
          }
        }
        for (const table of all('table:not([role=presentation])')) {
          if (!table.caption && !spoken(table)) problem(name(table) + ' has no caption');
          for (const head of table.querySelectorAll('th')) {
            if (!head.hasAttribute('scope')) problem(name(head) + ' has no scope');
          }
        }
        for (const frame of all('iframe')) if (!frame.title) problem(name(frame) + ' has no title');
        for (const element of all('[tabindex]')) if (element.tabIndex > 0) problem(name(element) + ' jumps the Tab order');
        for (const hidden of all('[aria-hidden=true]')) {
          if ([hidden, ...hidden.querySelectorAll(focusable)].some((one) => one.matches(focusable) && one.tabIndex >= 0)) {
            problem(name(hidden) + ' is hidden from screen readers but can have the focus');
          }
        }

        if (all('style, [style]').length) problem('There are styles in the page, which its policy refuses');
        if (all('script:not([src])').length) problem('There are scripts in the page, which its policy refuses');
        for (const element of all('body, body *')) {
          for (const attribute of element.attributes) {
            if (/^on/.test(attribute.name)) problem(name(element) + ' has ' + attribute.name);
          }
        }
        for (const text of all('body, body *').filter((element) => shown(element) && !element.closest('svg'))) {
          if (parseFloat(getComputedStyle(text).fontSize) < 12) problem(name(text) + ' is smaller than 12 px');
        }
        for (const target of all('button, summary, select, textarea, [role=button], input:not([type=hidden])')) {
          const box = target.getBoundingClientRect();
          const covered = target.matches('[type=checkbox], [type=radio]') && target.labels.length > 0
            || target.matches('[aria-hidden=true]');
          if (shown(target) && !covered && (box.height < 24 || box.width < 24)) {
            problem(name(target) + ' is under 24 px');
          }
        }
        return found;
        """#

    static let contrast = #"""
        // A colour on its way to another is neither.
        for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const paint = (...colours) => {
          canvas.clearRect(0, 0, 1, 1);
          for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
          return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
        };
        const light = (rgb) => rgb.map((part) => part / 255)
          .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
          .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
        const page = getComputedStyle(document.documentElement).colorScheme.includes('dark')
          && matchMedia('(prefers-color-scheme: dark)').matches ? '#121212' : '#ffffff';
        const behind = (element) => {
          const layers = [];
          for (let at = element; at; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.backgroundImage !== 'none') return null;
            layers.unshift(style.backgroundColor);
          }
          return [page, ...layers];
        };
        const reader = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const readers = new Set();
        while (reader.nextNode()) if (reader.currentNode.data.trim()) readers.add(reader.currentNode.parentElement);
        for (const element of readers) {
          if (!shown(element) || element.closest('svg, script, style, option, :disabled, [aria-disabled=true]')) continue;
          const layers = behind(element);
          if (!layers) continue;
          const style = getComputedStyle(element);
          const [one, two] = [light(paint(...layers)), light(paint(...layers, style.color))];
          const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
          const size = parseFloat(style.fontSize);
          const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
          if (ratio < needed) problem(name(element) + ' has a contrast of ' + (Math.floor(ratio * 100) / 100));
        }
        return found;
        """#

    static let overflow = #"""
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return found;
        const scrolls = (element) => {
          for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
            if (getComputedStyle(at).overflowX !== 'visible') return true;
          }
          return false;
        };
        const wide = all('body *').filter((element) => shown(element) && !scrolls(element)
          && element.getBoundingClientRect().right > width + 0.5);
        const causes = wide.filter((element) => ![...element.children].some((child) => wide.includes(child)));
        problem('the page is ' + document.documentElement.scrollWidth + ' px wide: '
          + causes.slice(0, 3).map(name).join(', '));
        return found;
        """#

}
