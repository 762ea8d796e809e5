// Small comforts. Every page works without them.
(() => {
  "use strict";

  const first = document.getElementById("problems") || document.getElementById("conflict") || document.getElementById("notice");
  // A page asked for at one of its parts begins there.
  if (first && (!location.hash || first.id !== "notice")) first.focus();

  // Characters as people see them: an accented letter or a flag is one.
  const graphemes = "Segmenter" in Intl ? new Intl.Segmenter("en-GB", { granularity: "grapheme" }) : null;
  const count = (text) => (graphemes ? [...graphemes.segment(text)] : [...text]).length;

  for (const area of document.querySelectorAll("textarea[data-limit]")) {
    const limit = Number(area.dataset.limit.replace(/\D/g, ""));
    const line = document.getElementById(area.id + "-count");
    if (!limit || !line) continue;
    let pause;
    const tell = () => {
      const left = limit - count(area.value);
      const word = Math.abs(left) === 1 ? "character" : "characters";
      line.classList.toggle("app-field__count--over", left < 0);
      line.textContent = left > limit / 5 ? ""
        : `${Math.abs(left).toLocaleString("en-GB")} ${word} ${left < 0 ? "too many" : "left"}`;
    };
    area.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(tell, 400); });
    tell();
  }

  // A table from Word or a spreadsheet keeps its cells: the paper is pasted as the HTML that they put on the clipboard.
  const paper = document.querySelector("form[action$='/imports'] textarea");
  if (paper) paper.addEventListener("paste", (event) => {
    const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    if (!/<(table|tr|h[1-6]|b|strong|li|sup)[\s>]/i.test(html)) return;
    const inside = html.match(/<!--\s*StartFragment\s*-->([\s\S]*)<!--\s*EndFragment\s*-->/i);
    let text = inside ? inside[1].trim() : html;
    if (/<tr[\s>]/i.test(text) && !/<table[\s>]/i.test(text)) text = `<table>${text}</table>`;
    event.preventDefault();
    paper.setRangeText(text, paper.selectionStart, paper.selectionEnd, "end");
    paper.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // What was typed is not left by mistake.
  for (const form of document.querySelectorAll("form.app-form[method='post']")) {
    const line = form.querySelector("[data-unsaved]");
    if (!line) continue;
    let isChanged = false;
    form.addEventListener("input", () => { isChanged = true; line.textContent = line.dataset.unsaved; });
    form.addEventListener("submit", () => { isChanged = false; });
    addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
  }
})();
