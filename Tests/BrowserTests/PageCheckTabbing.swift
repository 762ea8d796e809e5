/// The questions asked before, at and after each press of the Tab key.
extension PageCheckScripts {
    /// What a person sees of the focus: outline, shadow, border, background, of the field and what belongs to it.
    private static let look = #"""
        const parts = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'backgroundColor',
          'borderTopColor', 'borderTopWidth', 'borderBottomColor', 'borderBottomWidth', 'textDecorationThickness'];
        const look = (element) => [element, element.nextElementSibling, ...(element.labels || [])].filter(Boolean)
          .flatMap((one) => [null, '::before', '::after'].map((pseudo) => getComputedStyle(one, pseudo)))
          .map((style) => parts.map((part) => style[part]).join()).join('|');

        """#

    /// Remembers how each stop looks without the focus, and answers how many presses to expect at most.
    static let beginTabbing =
        look + #"""
            if (document.activeElement) document.activeElement.blur();
            getSelection().removeAllRanges();
            scrollTo(0, 0);
            document.body.setAttribute('tabindex', '-1');
            document.body.focus();
            document.body.removeAttribute('tabindex');
            const groups = new Set();
            const stops = all(focusable).filter((element) => {
              if (element.tabIndex < 0 || !shown(element) || element.closest('[inert]')) return false;
              if (element.localName === 'summary' && element !== element.parentElement.querySelector('summary')) return false;
              if (element.type !== 'radio' || !element.name) return true;
              const group = all('input[type=radio]').filter((one) => one.name === element.name && one.form === element.form);
              const chosen = group.find((one) => one.checked);
              if (chosen) return chosen === element;
              const key = (element.form ? element.form.action : '') + element.name;
              return groups.has(key) ? false : groups.add(key);
            });
            window.pageCheck = { stops, looks: new Map(stops.map((one) => [one, look(one)])), reached: [] };
            return stops.length + 2;
            """#

    /// Looks at what has the focus now.
    static let tabStop =
        look + #"""
            return (async () => {
            const { looks, reached } = window.pageCheck;
            const at = document.activeElement;
            if (!at || at === document.body || at === document.documentElement || reached.includes(at)) {
              return { problems: [], isLast: true };
            }
            const previous = reached.at(-1);
            reached.push(at);
            if (previous && previous.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_PRECEDING) {
              problem(name(at) + ' has the focus out of order');
            }
            if (looks.has(at) && looks.get(at) === look(at)) problem(name(at) + ' does not show that it has the focus');
            const inView = () => [at, ...(at.labels || [])].map((one) => one.getBoundingClientRect())
              .filter((box) => box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0
                && box.left < innerWidth && box.top < innerHeight);
            // Scrolling to the focus may take a few frames.
            for (let [frame, last] = [0, '']; frame < 30; frame++) {
              await new Promise(requestAnimationFrame);
              const now = JSON.stringify(inView());
              if (now !== '[]' && now === last) break;
              last = now;
            }
            const inside = inView();
            if (!inside.length) problem(name(at) + ' has the focus but cannot be seen');
            const covered = inside.length && inside.every((box) => {
              const top = document.elementFromPoint(
                (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
                (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
              const own = [at, ...(at.labels || [])];
              return top && !own.some((one) => one.contains(top) || top.contains(one));
            });
            if (covered) problem(name(at) + ' has the focus but is covered');
            return { problems: found, isLast: false };
            })();
            """#

    /// What the Tab key never reached.
    static let endTabbing = #"""
        const { stops, reached } = window.pageCheck;
        for (const stop of stops) {
          if (!reached.includes(stop)) problem(name(stop) + ' is not reached with the Tab key');
        }
        if (document.activeElement) document.activeElement.blur();
        delete window.pageCheck;
        return found;
        """#
}
