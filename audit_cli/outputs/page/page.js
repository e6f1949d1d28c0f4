// Leads from a figure to its results and back. Everything it needs stands in the elements; it makes no text of its own.
"use strict";

(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const GUTTER = 22; // pixels from the right edge of the paper to the line that joins operands
  const FRAMES = 3;
  const views = [...document.querySelectorAll(".overview, .document")];
  const sections = views.filter((view) => view.matches(".document"));
  const help = document.querySelector("dialog");
  const status = document.querySelector(".status");
  const nav = document.querySelector("header nav");
  const overview = document.querySelector(".overview");

  let shown = null; // the view that is seen
  let selected = null; // the result whose operands are drawn together
  let operands = []; // its marks, the stated figure first
  let step = 0; // which of them was looked at last
  const aims = new Map(); // of each pane what it is being scrolled to, and where that should come

  const filled = (element, ...values) => values.reduce((text, value) => text.replace("{}", value), element.dataset.said);

  // views

  function show(view) {
    if (view === shown) return;
    clear();
    shown = view;
    for (const each of views) each.hidden = each !== view;
    nav.hidden = !overview;
    nav.querySelector(".current").textContent = view.dataset.title || "";
    document.title = view.dataset.title || document.querySelector("h1").textContent;
  }

  function turn(by) {
    const at = sections.indexOf(shown) + by;
    if (sections[at]) go(sections[at].id);
  }

  function go(id) {
    history.replaceState(null, "", `#${id}`);
    route();
  }

  function route() {
    const target = document.getElementById(location.hash.slice(1));
    const view = target && target.closest(".overview, .document");
    show(view || overview || sections[0]);
    if (!view || target === view) return;
    if (target.matches(".result")) select(target);
    else pick(target);
  }

  // a result and its operands

  function select(result) {
    clear();
    selected = result;
    const name = shown.id;
    operands = result.dataset.marks.split(" ").filter(Boolean).map((number) => document.getElementById(`${name}m${number}`));
    result.classList.add("selected");
    result.setAttribute("aria-current", "true");
    unfold(result);
    result.focus({ preventScroll: true });
    reveal(result, result.offsetHeight > result.closest("aside").clientHeight / 2 ? "start" : "nearest");
    operands.forEach((mark, i) => {
      mark.classList.add("joined");
      mark.dataset.tick = i + 1;
    });
    step = 0;
    if (operands.length) reveal(operands[0], "center");
    else draw();
    const all = findings();
    if (all.includes(result)) status.textContent = filled(status, all.indexOf(result) + 1, all.length);
    history.replaceState(null, "", `#${result.id}`);
  }

  function clear() {
    if (!selected) return;
    selected.classList.remove("selected");
    selected.removeAttribute("aria-current");
    for (const mark of operands) {
      mark.classList.remove("joined");
      delete mark.dataset.tick;
    }
    selected = null;
    operands = [];
    draw();
  }

  // a figure leads to its worst result, then to the next one each time it is picked again
  function pick(mark) {
    const results = mark.dataset.results.split(" ").map((number) => document.getElementById(`${shown.id}r${number}`));
    const next = results[(results.indexOf(selected) + 1) % results.length];
    unfilter(next);
    select(next);
    step = Math.max(0, operands.indexOf(mark));
    reveal(mark, "nearest");
  }

  function look(by) {
    if (!operands.length) return;
    step = (step + by + operands.length) % operands.length;
    reveal(operands[step], "center");
  }

  function unfold(result) {
    const details = result.closest("details");
    if (details) details.open = true;
  }

  function reveal(element, block) {
    aims.set(element.closest(".sheet, aside"), [element, block]);
    if (aims.size === 1) requestAnimationFrame(() => settle(FRAMES));
  }

  // what lies between is laid out only as it comes near: a few frames later its true height is known
  function settle(frames) {
    for (const [element, block] of aims.values()) element.scrollIntoView({ block, inline: "nearest" });
    draw();
    if (frames && aims.size) requestAnimationFrame(() => settle(frames - 1));
    else aims.clear();
  }

  // a leader under each operand to the margin of the paper, and one line that joins them
  function draw() {
    const paper = shown && shown.querySelector(".paper");
    if (!paper) return;
    const old = paper.querySelector(".links");
    if (!operands.length) {
      if (old) old.remove();
      return;
    }
    const frame = paper.getBoundingClientRect();
    const edge = frame.width - GUTTER;
    const ends = operands.map((mark) => {
      const boxes = mark.getClientRects();
      const box = boxes[boxes.length - 1] || mark.getBoundingClientRect();
      return [Math.min(box.right - frame.left, edge), box.bottom - frame.top + 2];
    });
    const heights = ends.map(([, y]) => y);
    const spine = `M${edge} ${Math.min(...heights)}V${Math.max(...heights)}`;
    const line = ends.map(([x, y]) => `M${x} ${y}H${edge}`).join("") + spine;
    if (old && old.firstChild.getAttribute("d") === line) return;
    const svg = drawn("svg", { class: "links", "aria-hidden": "true" });
    svg.append(drawn("path", { d: line }));
    for (const y of new Set(heights)) svg.append(drawn("circle", { cx: edge, cy: y, r: 3 }));
    if (old) old.replaceWith(svg);
    else paper.append(svg);
  }

  function drawn(name, attributes) {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    return shape;
  }

  // filter and search

  function findings() {
    return shown ? [...shown.querySelectorAll(".finding:not([hidden])")] : [];
  }

  function filter() {
    const bar = shown.querySelector(".filter");
    if (!bar) return;
    const off = new Set([...bar.querySelectorAll('[aria-pressed="false"]')].map((button) => button.dataset.severity));
    const kind = bar.querySelector("select").value;
    const words = bar.querySelector("input").value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (result) => {
      if (kind && result.dataset.kind !== kind) return false;
      if (!words.length) return true;
      const text = result.textContent.toLowerCase();
      return words.every((word) => text.includes(word));
    };
    const all = shown.querySelectorAll(".finding");
    for (const result of all) result.hidden = off.has(result.dataset.severity) || !fits(result);
    for (const line of shown.querySelectorAll("details .line")) line.hidden = !fits(line);
    for (const heading of shown.querySelectorAll(".kind")) {
      let next = heading.nextElementSibling;
      while (next && next.hidden) next = next.nextElementSibling;
      heading.hidden = !next || next.matches(".kind");
    }
    for (const group of shown.querySelectorAll(".group")) group.hidden = !group.querySelector(".finding:not([hidden])");
    const left = findings().length;
    const count = bar.querySelector(".count");
    count.textContent = left === all.length ? "" : filled(count, left, all.length);
    shown.querySelector(".no-match").hidden = left > 0;
    if (selected && selected.closest("[hidden]")) clear();
  }

  // what a figure leads to is shown, whatever the filter
  function unfilter(result) {
    if (!result.closest("[hidden]")) return;
    const bar = shown.querySelector(".filter");
    for (const button of bar.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", "true");
    bar.querySelector("select").value = "";
    bar.querySelector("input").value = "";
    filter();
  }

  function toggle(button) {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "false" ? "true" : "false");
    filter();
  }

  function move(by) {
    const all = findings();
    if (!all.length) return;
    const at = all.indexOf(selected && selected.closest(".finding"));
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    if (all[next]) select(all[next]);
  }

  function turnTheme() {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  }

  const DO = {
    theme: turnTheme,
    help: () => help.showModal(),
    close: () => help.close(),
    severity: toggle,
  };

  // one listener for each kind of event, however many figures there are

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) return DO[button.dataset.do](button);
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      event.preventDefault();
      const target = document.getElementById(link.getAttribute("href").slice(1));
      const result = link.closest(".result");
      if (!result || !target) return go(link.getAttribute("href").slice(1));
      if (result !== selected) select(result);
      step = Math.max(0, operands.indexOf(target));
      return reveal(target, "center");
    }
    const mark = event.target.closest("mark[data-results]");
    if (mark) return pick(mark);
    const result = event.target.closest(".result");
    if (result && !String(getSelection())) select(result);
  });

  document.addEventListener("input", (event) => {
    if (event.target.closest(".filter")) filter();
  });

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    "[": () => turn(-1),
    "]": () => turn(1),
    t: turnTheme,
    "?": () => help.showModal(),
    Escape: clear,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const { key, target } = event;
    if (target.matches("input, select")) {
      if (key === "Escape") target.blur();
      return;
    }
    const bar = shown && shown.querySelector(".filter");
    const inResults = target.matches(".result");
    let done = true;
    if (KEYS[key]) KEYS[key]();
    else if (key === "/" && bar) bar.querySelector("input").focus();
    else if ("123".includes(key) && bar) {
      const button = bar.querySelector(`[data-severity="${["error", "warning", "info"][key - 1]}"]`);
      if (button) toggle(button);
    } else if ((key === "Enter" || key === " ") && target.matches("mark[data-results]")) pick(target);
    else if (key === "Enter" && inResults && target === selected) look(event.shiftKey ? -1 : 1);
    else if (key === "Enter" && inResults) select(target);
    else if (key === "ArrowDown" && inResults) move(1);
    else if (key === "ArrowUp" && inResults) move(-1);
    else done = false;
    if (done) event.preventDefault();
  });

  let waiting = false;
  const redraw = () => {
    if (waiting || !operands.length) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };
  document.addEventListener("scroll", redraw, { capture: true, passive: true });
  addEventListener("resize", redraw);
  addEventListener("hashchange", route);

  if (overview) document.querySelector("main").prepend(overview);
  route();
})();
