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

  // A file may be dropped anywhere on its field.
  for (const input of document.querySelectorAll("form[enctype] input[type=file]")) {
    const field = document.createElement("div"), words = document.createElement("span");
    field.className = "app-drop";
    words.className = "app-drop__words";
    words.textContent = input.multiple ? "or drop files here" : "or drop a file here";
    input.replaceWith(field);
    field.append(input, words);
    const over = (isOver) => field.classList.toggle("app-drop--over", isOver);
    field.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      over(true);
    });
    field.addEventListener("dragleave", (event) => { if (!field.contains(event.relatedTarget)) over(false); });
    field.addEventListener("drop", (event) => {
      over(false);
      const files = [...event.dataTransfer.files];
      if (!files.length) return;
      event.preventDefault();
      const chosen = new DataTransfer();
      for (const file of input.multiple ? files : files.slice(0, 1)) chosen.items.add(file);
      input.files = chosen.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  // How much of a file is sent. Where that fails the form is sent as it would be without this.
  for (const line of document.querySelectorAll("form [data-sending]")) {
    const form = line.closest("form"), bar = line.querySelector("progress"), words = line.querySelector("[role=status]");
    form.addEventListener("submit", (event) => {
      if (![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)) return;
      event.preventDefault();
      if (!line.hidden) return;
      line.hidden = false;
      words.textContent = "Sending";
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Waymark-Sending", "1");
      request.upload.addEventListener("progress", (event) => { bar.value = event.loaded / event.total; });
      request.upload.addEventListener("load", () => {
        bar.removeAttribute("value");
        words.textContent = "Sent. The plan is being read";
      });
      request.addEventListener("load", () => {
        const place = request.getResponseHeader("Waymark-Location");
        if (place) return location.assign(place);
        document.open();
        document.write(request.responseText);
        document.close();
      });
      request.addEventListener("error", () => form.submit());
      request.send(new FormData(form));
    });
    addEventListener("pageshow", () => { line.hidden = true; });
  }

  // Questions without an answer are counted as one answers.
  for (const line of document.querySelectorAll("[data-questions-left]")) {
    const form = line.closest("form");
    form.addEventListener("change", (event) => {
      if (event.target.type !== "radio") return;
      const left = [...form.querySelectorAll(".app-question fieldset")]
        .filter((question) => !question.querySelector(":checked")).length;
      const number = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"][left] ?? left;
      line.textContent = left === 0 ? "All questions are answered" : `${number} ${left === 1 ? "question" : "questions"} left`;
    });
  }

  // The sheet of a plan's updates: from row to row with the arrow keys, and filled from cells that were copied elsewhere.
  for (const sheet of document.querySelectorAll(".app-grid")) {
    const rows = [...sheet.querySelectorAll(".app-grid__row")].filter((row) => row.querySelector("[data-cell]"));
    const cell = (row, name) => row.querySelector(`[data-cell=${name}]`);
    const hint = sheet.querySelector("[data-sheet]"), told = sheet.querySelector("[data-filled]");
    if (hint && rows.length > 1) hint.hidden = false;

    // Control with an arrow keeps to the column; a text alone gives the key away where it can use it no more.
    sheet.addEventListener("keydown", (event) => {
      const field = event.target, way = { ArrowDown: 1, ArrowUp: -1 }[event.key], name = field.dataset.cell;
      if (!way || (!name && field.localName !== "textarea") || event.altKey || event.metaKey || event.shiftKey) return;
      const end = way > 0 ? field.value.length : 0;
      if (!event.ctrlKey && (name === "status" || field.selectionStart !== end || field.selectionEnd !== end)) return;
      const row = rows[rows.indexOf(field.closest(".app-grid__row")) + way];
      if (!row) return;
      event.preventDefault();
      ((event.ctrlKey && name && cell(row, name)) || row.querySelector("[data-cell]")).focus();
    });

    // Rows of cells as a spreadsheet copies them; null for what is a text.
    const copied = (data, isStatus) => {
      const page = new DOMParser().parseFromString(data.getData("text/html"), "text/html");
      for (const end of page.querySelectorAll("br")) end.replaceWith("\n");
      const table = [...page.querySelectorAll("tr")].map((row) => [...row.cells].map((one) => one.textContent.trim()));
      const plain = data.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
      const lines = table.length ? table : plain.split("\n").map((line) => line.split("\t"));
      const isTable = table.length || plain.includes("\t") || isStatus;
      return isTable && (isStatus || lines.length > 1 || lines[0].length > 1) ? lines : null;
    };
    const plainly = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    const fill = (field, text) => {
      if (field.localName === "select") {
        const option = [...field.options].find((one) => one.value && plainly(one.text) === plainly(text));
        if (!option) return false;
        field.value = option.value;
      } else {
        field.value = text;
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    };
    sheet.addEventListener("paste", (event) => {
      const field = event.target.closest("[data-cell]");
      const lines = field && copied(event.clipboardData, field.dataset.cell === "status");
      if (!lines) return;
      event.preventDefault();
      const columns = ["status", "words"].slice(field.dataset.cell === "status" ? 0 : 1);
      const first = rows.indexOf(field.closest(".app-grid__row"));
      let filled = 0, left = 0, kept = 0;
      // What somebody wrote or chose stays; the status that a row begins with before anything of it is saved was chosen by nobody.
      const isBegun = (place) => place.closest(".app-grid__row").querySelector("input[name$=version]").value !== "";
      const isPreset = (place) => place.localName === "select" && !isBegun(place)
        && [...place.options].every((one) => one.selected === one.defaultSelected);
      const isFree = (place) => place === field || !place.value.trim() || isPreset(place);
      lines.forEach((line, index) => line.forEach((text, column) => {
        const place = rows[first + index] && columns[column] && cell(rows[first + index], columns[column]);
        if (text && place && !isFree(place)) kept++;
        else if (text && place && fill(place, text)) filled++;
        else if (text) left++;
      }));
      const are = (count) => count === 1 ? "1 cell is" : `${count} cells are`;
      if (told) told.textContent = `${are(filled)} filled.` + (kept ? ` ${are(kept)} left out: something is written there already.` : "")
        + (left ? ` ${are(left)} left out: no row or no such status.` : "");
    });
  }

  // What was typed is kept every 20 seconds and on leaving, for the day after a closed lid, and not left by mistake.
  for (const form of document.querySelectorAll("form.app-form[method='post']")) {
    const line = form.querySelector("[data-unsaved]");
    if (!line) continue;
    // What comes back with mistakes or a conflict is not saved either.
    let isChanged = !!document.querySelector("#problems, #conflict") && !!form.querySelector("textarea, select, input:not([type=hidden])");
    if (isChanged) line.textContent = line.dataset.unsaved;
    let isSent = false;
    const typed = () => new URLSearchParams(
      [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !name.endsWith("password")));
    const keep = async () => {
      if (!isChanged || isSent) return;
      isChanged = false;
      try {
        const answer = await fetch(form.getAttribute("action"), {
          method: "POST", body: typed(), headers: { "Waymark-Typing": "1" }, redirect: "manual", keepalive: true });
        const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
        if (answer.type === "opaqueredirect") line.textContent = "Your session has ended. What you typed is kept for you.";
        else if (answer.status === 204) line.textContent = `Kept at ${now}, not saved yet`;
        else isChanged = true;
      } catch {
        isChanged = true;
      }
    };
    form.addEventListener("input", () => { isChanged = true; line.textContent = line.dataset.unsaved; });
    form.addEventListener("submit", () => { isSent = true; });
    // Whoever cancels means it: nothing is asked, and nothing is kept.
    form.querySelector(".app-save-row__cancel")?.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) isSent = true;
    });
    setInterval(keep, 20000);
    addEventListener("pageshow", () => { isSent = false; });
    addEventListener("pagehide", keep);
    addEventListener("beforeunload", (event) => {
      if (!isChanged || isSent) return;
      event.preventDefault();
      event.returnValue = "";
    });
  }
})();
