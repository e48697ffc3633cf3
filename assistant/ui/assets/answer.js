function chip(one, active, trigger) {
  const open = isOpen(active, "citation", one.n);
  return el("button", {
    class: open ? "chip active" : "chip", type: "button", "data-key": `chip-${one.n}`, "data-chip": one.n,
    "aria-label": one.label, "aria-pressed": String(open), title: one.label,
    on: { click: () => trigger("chip", one.n) },
  }, String(one.n));
}

// The last word and the chips stay on one line: a chip alone on a line belongs to nothing.
function sentence(one, active, trigger) {
  const last = one.text.match(/\S{1,24}$/);
  const cut = last ? last.index : one.text.length;
  return el("span", { class: `sentence ${one.support}`, "data-support": one.support },
    one.gap ? el("span", { class: "muted" }, one.gap) : null,
    el("span", { class: "words verbatim" }, one.text.slice(0, cut)),
    el("span", { class: "ending" },
      el("span", { class: "words verbatim" }, one.text.slice(cut)),
      one.chips.map((each) => chip(each, active, trigger))),
    one.warning ? el("span", { class: "small warning" }, ` ${one.warning}`) : null, " ");
}

function groups(data, trigger) {
  return data.groups.map((group) => el("section", { class: "group" },
    group.strand ? el("h3", { class: "strand" }, group.strand) : null,
    group.document ? el("h3", { class: "document-title" }, group.document, group.when ? el("span", { class: "document-date" }, group.when) : null) : null,
    group.section ? el("h4", { class: "group-title" }, group.section) : null,
    el("p", { class: "running" }, group.sentences.map((one) => sentence(one, data.active, trigger)))));
}

// What the answer's own footnotes rest on: the document reports, the source proves.
function notesOf(data) {
  if (!data.notes.length) return null;
  return el("section", { class: "group" }, el("h3", { class: "strand" }, "What the note's footnotes rest on"),
    el("ul", {}, data.notes.map((note) => noteItem(note, null))));
}

function references(data, trigger) {
  if (!data.references.length) return null;
  return fold("references", { class: "references" }, el("span", { class: "small" }, data.references.length === 1 ? "1 reference" : `${data.references.length} references`),
    el("ol", {}, data.references.map((one) => el("li", {},
      el("button", { class: "reference small", "data-key": `reference-${one.n}`, on: { click: () => trigger("chip", one.n) } },
        el("span", { class: "reference-number" }, String(one.n)), one.text, one.marking ? [" ", badge(one.marking, "marking")] : null)))));
}

function foot(data, trigger) {
  const again = data.again ? el("button", { class: "plain-button", "data-key": "again", on: { click: () => trigger("again", true) } }, "Ask again") : null;
  return el("footer", { class: "foot" }, copyButton("Copy with references", data.copy), again,
    el("span", { class: "muted small dots" }, data.facts.map((fact) => el("span", {}, fact))));
}

// Opening or closing a passage changes the width of the text; what was just chosen must not slip out of sight.
function keepInSight(root, chosen) {
  const show = () => root.querySelector(chosen)?.scrollIntoView({ block: "nearest" });
  const observer = new ResizeObserver(show);
  observer.observe(root);
  setTimeout(() => observer.disconnect(), 1500);
}

function chosen(data) {
  if (!data.active) return "";
  const [kind, number] = data.active;
  return `[data-${kind === "citation" ? "chip" : kind}="${number}"]`;
}

function draw(component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  const own = parentElement.querySelector(".root");
  const root = redraw(parentElement, el("article", { class: "turn", "aria-label": data.question },
    el("h2", { class: "question" }, data.question),
    understood(data, own, () => draw(component), setTriggerValue),
    data.marking ? el("p", { class: "marked" }, badge(data.marking, "marking"), " A text with this marking was looked at for this answer.") : null,
    data.message ? el("p", { class: `message ${data.status}`, role: "status" }, data.message) : null,
    notices(data),
    data.searched ? el("p", { class: "muted small" }, data.searched) : null,
    groups(data, setTriggerValue), notesOf(data), declined(data, setTriggerValue), nearest(data, setTriggerValue), references(data, setTriggerValue), lookedAt(data, setTriggerValue), withheld(data), foot(data, setTriggerValue)));
  const active = chosen(data);
  if ((root.dataset.active ?? "") !== active) keepInSight(root, active || root.dataset.active);
  root.dataset.active = active;
  if (data.fresh && root.dataset.seen !== data.fresh) {
    root.dataset.seen = data.fresh;
    requestAnimationFrame(() => root.scrollIntoView({ block: "start", behavior: "instant" }));
  }
}

export default draw;
