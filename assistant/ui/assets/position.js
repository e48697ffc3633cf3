// One question of a position pack: its lists of lines, each to be accepted, edited, moved, proved or taken out.
function act(label, key, run, props) {
  return el("button", { type: "button", "data-key": key, ...props, on: { click: run } }, label);
}

// A box that keeps what is typed in it through every redraw, until it is saved or given up.
function writing(root, key, text, props, save, close) {
  const drafts = (root.drafts ??= new Map());
  const box = el("textarea", { class: "writing", rows: 1, "data-key": key, ...props });
  box.value = drafts.get(key) ?? text;
  const done = () => {
    const words = box.value.trim();
    drafts.delete(key);
    if (words && words !== text.trim()) save(words); else close();
  };
  box.addEventListener("input", () => drafts.set(key, box.value));
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the page's own shortcuts must not act on what is typed here
    if (event.key === "Escape") { drafts.delete(key); box.value = text; close(); }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); done(); }
  });
  box.addEventListener("change", () => { if (drafts.has(key)) done(); }); // leaving the box keeps what was typed
  return box;
}

function chips(line, data, trigger) {
  return line.chips.map((one) => {
    const open = isOpen(data.active, "citation", one.n);
    return el("button", { class: open ? "chip active" : "chip", type: "button", "data-key": `chip-${one.n}`, "data-chip": one.n, title: one.label, "aria-label": one.label, "aria-pressed": String(open),
      on: { click: () => trigger("chip", one.n) } }, String(one.n));
  });
}

function acts(line, part, data, root, draw, trigger) {
  const at = part.lines.indexOf(line);
  const edit = () => { root.dataset.editing = line.id; draw(); root.querySelector(`[data-key="write-${CSS.escape(line.id)}"]`)?.focus(); };
  const where = el("select", { "data-key": `put-${line.id}`, "aria-label": "Move to another list" },
    el("option", { value: "" }, "Move to…"), data.parts.filter((one) => one.key !== part.key).map((one) => el("option", { value: one.key }, one.title)));
  where.addEventListener("change", () => where.value && trigger("put", { id: line.id, part: where.value }));
  return el("div", { class: "acts" },
    line.suggested ? act("Accept", `accept-${line.id}`, () => trigger("accept", [line.id]), { class: "accept" }) : null,
    act("Edit", `edit-${line.id}`, edit),
    line.own ? act("Find a source", `prove-${line.id}`, () => trigger("prove", line.id)) : null,
    act("Up", `up-${line.id}`, () => trigger("move", { id: line.id, step: -1 }), { disabled: at === 0 }),
    act("Down", `down-${line.id}`, () => trigger("move", { id: line.id, step: 1 }), { disabled: at === part.lines.length - 1 }),
    where,
    act(line.suggested ? "Dismiss" : "Delete", `drop-${line.id}`, () => trigger("drop", line.id)));
}

function lineOf(line, part, data, root, draw, trigger) {
  const close = () => { delete root.dataset.editing; draw(); };
  const editing = root.dataset.editing === line.id;
  const save = (text) => { delete root.dataset.editing; trigger("edit", { id: line.id, text }); };
  return el("li", { class: `line ${line.own ? "own" : line.support}${line.suggested ? " suggested" : ""}`, "data-line": line.id, "data-support": line.own ? "own" : line.support },
    editing ? writing(root, `write-${line.id}`, line.text, { "aria-label": "The words of this line" }, save, close)
      : el("p", { class: "said" }, el("span", { class: "verbatim" }, line.text), chips(line, data, trigger),
        line.own ? el("span", { class: "badge own-badge" }, "own line") : null,
        line.suggested ? el("span", { class: "badge suggested-badge" }, "suggested") : null,
        line.warning ? el("span", { class: "small warning" }, ` ${line.warning}`) : null),
    line.source && !editing ? el("p", { class: "small muted source-line", title: line.source }, line.source) : null,
    line.note ? el("p", { class: "small lost", role: "note" }, line.note) : null,
    line.stale.map((one, at) => staleNote(one, `${line.id}-${at}`)),
    editing ? el("p", { class: "small muted" }, line.own ? "Enter keeps it, Esc leaves it as it was." : "Enter keeps it: the words are then checked against their source. Esc leaves them as they were.")
      : acts(line, part, data, root, draw, trigger));
}

function partOf(part, data, root, draw, trigger) {
  return el("section", { class: "part", "data-part": part.key, "aria-label": part.title },
    el("h3", { class: "part-title" }, part.title, part.lines.length ? null : el("span", { class: "part-hint" }, part.hint)),
    part.lines.length ? el("ul", { class: "lines" }, part.lines.map((line) => lineOf(line, part, data, root, draw, trigger))) : null,
    el("div", { class: "adding" }, writing(root, `add-${part.key}`, "", { placeholder: "Add a line in your own words", "aria-label": `Add to: ${part.title}` },
      (text) => trigger("add", { part: part.key, text }), () => {})));
}

// What the answer quotes: what a line can be made of without typing it.
function quotesOf(data, trigger) {
  if (!data.quotes.length) return null;
  const item = (one, at) => {
    const where = el("select", { "data-key": `quote-${at}`, "aria-label": "Use this sentence in a list" },
      el("option", { value: "" }, "Use in…"), data.parts.map((part) => el("option", { value: part.key }, part.title)));
    where.addEventListener("change", () => where.value && trigger("quote", { quote: at, part: where.value }));
    return el("li", { class: "line quoted" }, el("p", { class: "said" }, el("span", { class: "verbatim" }, one.text)),
      el("p", { class: "small muted source-line", title: one.source }, one.source),
      el("div", { class: "acts" }, where, one.taken ? el("span", {}, "in a list already") : null));
  };
  const count = data.quotes.length === 1 ? "1 sentence" : `${data.quotes.length} sentences`;
  return fold("quotes", { class: "quotes" }, el("span", { class: "small" }, `What the answer quotes: ${count} to choose from`),
    el("ul", { class: "lines" }, data.quotes.map(item)));
}

function draw(component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  const own = parentElement.querySelector(".root");
  const again = () => draw(component);
  const waiting = data.parts.flatMap((part) => part.lines).filter((line) => line.suggested).map((line) => line.id);
  redraw(parentElement, el("article", { class: "position", "aria-label": data.question },
    el("div", { class: "head" }, el("h2", { class: "question" }, data.question),
      waiting.length > 1 ? act(`Accept all ${waiting.length} suggestions`, "accept-all", () => setTriggerValue("accept", waiting), { class: "plain-button" }) : null),
    quotesOf(data, setTriggerValue),
    data.parts.map((part) => partOf(part, data, own, again, setTriggerValue))));
}

export default draw;
