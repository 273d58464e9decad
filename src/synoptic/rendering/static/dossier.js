(() => {
  "use strict";
  // Everything is readable without this; it adds lighting up, holding, ordering, reading side by side.
  const one = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const page = document.documentElement, pin = one("#pin");
  page.classList.replace("plain", "scripts");
  let held = null, lit = [];

  const ids = element => (element?.dataset.s || "").split(" ").filter(Boolean);
  const told = new Map();
  const place = element => ids(element).forEach(id => {
    if (!told.has(id)) told.set(id, new Set());
    told.get(id).add(element);
  });
  all("[data-s]").forEach(place);

  // A statement lights up wherever it is told.
  const light = list => {
    lit.forEach(element => element.classList.remove("on"));
    lit = list.flatMap(id => [...(told.get(id) || [])]);
    lit.forEach(element => element.classList.add("on"));
  };
  const links = row => all("td.telling, li .source[href]", row).map(cell => {
    const link = document.createElement("a");
    link.href = cell.dataset.to || cell.getAttribute("href");
    link.textContent = cell.dataset.account || one(".siglum", cell.closest("li"))?.firstChild.textContent.trim();
    link.setAttribute("aria-label", `${pin.dataset.account} ${link.textContent}`);
    return link;
  });
  const hold = id => {
    all("tr.open").forEach(row => row.classList.remove("open"));
    all("td.telling[aria-expanded=true]").forEach(cell => cell.setAttribute("aria-expanded", "false"));
    held = held === id ? null : id;
    light(held ? [held] : []);
    const row = held && document.getElementById(held), gist = row && one(".gist", row);
    pin.hidden = !gist;
    if (!gist) return;
    row.classList.add("open");
    all("td.telling", row).forEach(cell => cell.setAttribute("aria-expanded", "true"));
    one("#pin-number").textContent = `${pin.dataset.statement} ${one(".number", row).textContent}`;
    const shown = one("#pin-gist");
    shown.textContent = gist.textContent; shown.lang = gist.lang; shown.dir = gist.dir;
    one("#pin-links").replaceChildren(...links(row));
  };
  document.addEventListener("pointerover", event => { if (!held && event.pointerType === "mouse") light(ids(event.target.closest("[data-s]"))); });
  document.addEventListener("focusin", event => { if (!held) light(ids(event.target.closest("[data-s]"))); });
  document.addEventListener("click", event => {
    if (event.target.closest("a,button,input,label,select,summary")) return;
    const element = event.target.closest("[data-s]");
    if (element && !getSelection().toString()) hold(ids(element)[0]);
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape" && held) hold(held); });
  one("#pin-close").addEventListener("click", () => hold(held));

  // A link into something folded unfolds it.
  const reveal = () => {
    let target = null;
    try { target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    if (target) target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  let closed = [];
  addEventListener("beforeprint", () => { closed = all("details:not([open])"); closed.forEach(box => { box.open = true; }); });
  addEventListener("afterprint", () => closed.forEach(box => { box.open = false; }));

  const press = (button, group) => group.forEach(other => other.setAttribute("aria-pressed", String(other === button)));

  // A matrix is one tab stop; arrows walk it, Enter holds a statement.
  const walk = table => {
    const body = table.tBodies[0];
    all("td", body).forEach(cell => { cell.tabIndex = -1; if (cell.dataset.s) cell.setAttribute("aria-expanded", "false"); });
    const first = one("td.telling", body);
    if (first) first.tabIndex = 0;
    body.addEventListener("focusin", event => {
      const cell = event.target.closest("td");
      if (!cell) return;
      all("td[tabindex='0']", body).forEach(other => { other.tabIndex = -1; });
      cell.tabIndex = 0;
    });
    body.addEventListener("keydown", event => {
      const cell = event.target.closest("td");
      if (!cell || event.target !== cell) return;
      const rows = all("tr.row", body).filter(row => !row.hidden), y = rows.indexOf(cell.parentNode), x = cell.cellIndex;
      const ahead = getComputedStyle(table).direction === "rtl" ? -1 : 1;
      const to = { ArrowUp: [y - 1, x], ArrowDown: [y + 1, x], ArrowLeft: [y, x - ahead], ArrowRight: [y, x + ahead], Home: [y, 1], End: [y, cell.parentNode.cells.length - 1] }[event.key];
      if (to) {
        event.preventDefault();
        const next = rows[to[0]]?.cells[to[1]];
        if (next && next.tagName === "TD") next.focus();
      }
      if ((event.key === "Enter" || event.key === " ") && cell.dataset.s) { event.preventDefault(); hold(ids(cell)[0]); }
    });
  };

  const order = (story, tables) => {
    const buttons = all("[data-order]", story), filters = all("[data-filter]", story), full = one("[data-full]", story);
    const kept = tables.map(table => [...table.tBodies[0].rows]);
    const show = () => {
      const time = buttons.some(b => b.dataset.order === "time" && b.getAttribute("aria-pressed") === "true");
      const odd = filters.some(b => b.dataset.filter === "odd" && b.getAttribute("aria-pressed") === "true");
      tables.forEach((table, n) => {
        table.classList.toggle("by-time", time);
        kept[n].forEach(row => { row.hidden = row.matches(".tier") ? time || odd : odd && !one(".differs, .later", row); });
        const rows = time ? kept[n].filter(row => row.matches(".row")).sort((a, b) => a.dataset.when < b.dataset.when ? -1 : a.dataset.when > b.dataset.when ? 1 : a.dataset.number - b.dataset.number) : kept[n];
        table.tBodies[0].append(...rows);
      });
    };
    buttons.forEach(button => button.addEventListener("click", () => { press(button, buttons); show(); }));
    filters.forEach(button => button.addEventListener("click", () => { press(button, filters); show(); }));
    full?.addEventListener("click", () => {
      const on = full.getAttribute("aria-pressed") !== "true";
      full.setAttribute("aria-pressed", String(on));
      tables.forEach(table => table.classList.toggle("all-open", on));
    });
    all(".unfold", story).forEach(button => button.addEventListener("click", () => {
      const on = button.closest("tr").classList.toggle("card");
      button.setAttribute("aria-expanded", String(on));
      button.textContent = button.dataset[on ? "less" : "more"];
    }));
  };

  // Two or three accounts side by side, what tells the same tied by a line.
  const parallel = story => {
    const box = one(".parallel", story), pick = one(".pick", story);
    if (!box || !pick) return;
    const chips = all("input", pick), lists = all("select", pick), note = one(".side-note", story);
    const copies = all(".copies li", story).map(li => ({ of: li.dataset.of, by: li.dataset.by, text: all("p", li).map(p => p.textContent.trim()).join(": ") }));
    const drawing = name => document.createElementNS("http://www.w3.org/2000/svg", name);
    const draw = () => {
      one(":scope > svg", box)?.remove();
      const svg = drawing("svg"), columns = all(":scope > div", box), base = box.getBoundingClientRect();
      svg.setAttribute("aria-hidden", "true");
      columns.slice(1).forEach((right, n) => {
        const left = columns[n], seen = new Set(), there = new Map();
        all(".text .s", right).forEach(span => ids(span).forEach(id => { if (!there.has(id)) there.set(id, span); }));
        all(".text .s", left).forEach(span => ids(span).forEach(id => {
          const other = there.get(id);
          if (seen.has(id) || !other) return;
          seen.add(id);
          const p = span.getClientRects()[0], q = other.getClientRects()[0];
          if (!p || !q) return;
          const x1 = left.getBoundingClientRect().right - base.left + 8, x2 = right.getBoundingClientRect().left - base.left - 8;
          const y1 = p.top + p.height / 2 - base.top, y2 = q.top + q.height / 2 - base.top, middle = (x1 + x2) / 2;
          const path = drawing("path");
          path.setAttribute("d", `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`);
          path.dataset.s = id; place(path); svg.append(path);
        }));
      });
      box.append(svg);
      if (held) light([held]);
    };
    const forget = element => all("[data-s]", element).forEach(span => ids(span).forEach(id => told.get(id)?.delete(span)));
    const read = wanted => {
      chips.forEach(chip => { chip.checked = wanted.includes(chip.value); chip.disabled = wanted.length > 2 && !chip.checked; });
      lists.forEach((list, n) => { list.value = wanted[n] || ""; });
      forget(box);
      box.replaceChildren(...wanted.map(siglum => one(`.articles [data-account="${CSS.escape(siglum)}"]`, story)).filter(Boolean).map(source => {
        const column = document.createElement("div");
        const head = one("header", source).cloneNode(true), text = one(".text", source).cloneNode(true);
        [head, text].forEach(part => all("[id]", part).forEach(element => element.removeAttribute("id")));
        all(".gloss", text).forEach(element => element.remove());
        // Marks that lead to a comparison stay, the others become plain words.
        all(".m", text).forEach(element => { if (!element.matches(".f, .q")) element.replaceWith(...element.childNodes); });
        column.append(head, text);
        all("[data-s]", column).forEach(place);
        return column;
      }));
      box.dataset.count = wanted.length;
      note.textContent = copies.filter(copy => wanted.includes(copy.of) && wanted.includes(copy.by)).map(copy => copy.text).join(" · ");
      draw();
    };
    const chosen = () => (chips.length ? chips.filter(chip => chip.checked) : lists).map(input => input.value).filter(Boolean);
    [...chips, ...lists].forEach(input => input.addEventListener("change", () => { const wanted = [...new Set(chosen())]; if (wanted.length) read(wanted); }));
    all("[data-side]", pick).forEach(button => button.addEventListener("click", () => read(button.dataset.side.split(" "))));
    read(box.dataset.start.split(" "));
    new ResizeObserver(draw).observe(box);
    document.fonts?.ready.then(draw);
  };

  all(".story").forEach(story => {
    const tables = all(".matrix", story);
    tables.forEach(walk);
    order(story, tables);
    parallel(story);
  });

  // Marks that are not shown are no links.
  all(".marks").forEach(box => {
    const root = box.closest(".articles"), marks = all("a.m", root);
    const stop = () => {
      const shown = all("input:checked", box).map(input => input.className.slice(-1));
      marks.forEach(mark => {
        const leads = shown.some(kind => mark.classList.contains(kind));
        if (!leads && mark.hasAttribute("href")) { mark.dataset.to = mark.getAttribute("href"); mark.removeAttribute("href"); }
        if (leads && mark.dataset.to) mark.setAttribute("href", mark.dataset.to);
      });
    };
    box.addEventListener("change", stop);
    stop();
  });

  // The words that lead: those of the chosen language where an account has them.
  const leads = all(".gist, .gist-of, .headline");
  leads.forEach(element => { element.dataset.own = element.textContent; element.dataset.lang = element.lang; element.dataset.dir = element.dir; });
  const tell = (element, text, source) => { element.textContent = text; element.lang = source.lang; element.dir = source.dir; };
  one("#lead")?.addEventListener("change", event => {
    const lang = event.target.value, words = new Map();
    all("tr.row, details.statement").forEach(row => {
      const gist = one(".gist", row);
      const cell = all("td.telling, li[lang]", row).find(cell => cell.lang === lang && !one(".verdict", cell));
      if (cell && gist.dataset.lang !== lang) tell(gist, one(".own, .source", cell).textContent, cell);
      else { gist.textContent = gist.dataset.own; gist.lang = gist.dataset.lang; gist.dir = gist.dataset.dir; }
      const tag = one(".gist-lang", row);
      if (tag) tag.textContent = gist.lang === lang ? "" : gist.lang;
      words.set(row.id, gist);
    });
    all(".gloss").forEach(element => element.remove());
    all(".articles .s[id]").forEach(span => {
      if (span.closest(".text")?.lang === lang) return;
      const shown = new Set();
      ids(span).forEach(id => {
        const gist = words.get(id);
        if (gist?.lang !== lang || shown.has(gist.textContent)) return;
        shown.add(gist.textContent);
        const gloss = document.createElement("span");
        gloss.className = "gloss source"; gloss.dataset.row = id;
        tell(gloss, gist.textContent, gist);
        span.after(gloss);
      });
    });
    all("[id$='-spoken']").forEach(element => tell(element, event.target.selectedOptions[0].textContent, event.target.selectedOptions[0]));
    all(".gist-of").forEach(element => { const gist = words.get(element.dataset.row); if (gist) tell(element, gist.textContent, gist); });
    all(".story").forEach(story => {
      const headline = one(".headline", story), row = one(`.accounts .head[lang="${CSS.escape(lang)}"]`, story);
      if (row && !one(".none", row)) { tell(headline, row.textContent, row); one(".byline", story).textContent = row.parentNode.dataset.by; }
    });
    // A translation is of the words that led before: it stands by those alone.
    leads.forEach(element => {
      const machine = one(".machine", element.closest("li, th, summary, .masthead") || element);
      if (machine) machine.hidden = element.lang !== element.dataset.lang;
    });
  });
})();
