export default function (component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  const context = data.cited ? el("p", { class: "words context" },
    data.before ? el("span", { class: "muted" }, data.before, data.gap) : null,
    el("mark", { "data-kind": "cited" }, data.cited),
    data.after ? el("span", { class: "muted" }, data.gap, data.after) : null) : null;
  redraw(parentElement, el("div", { role: "region", "aria-label": "Passage in context" },
    whyPassage("open", data.why),
    context ? [el("h3", {}, "In context"), context] : null,
    data.copy ? el("p", { class: "copying" }, copyButton("Copy this passage with its reference", data.copy)) : null,
    data.notes.length ? [el("h3", {}, data.notes.length === 1 ? "Footnote called in it" : "Footnotes called in it"),
      el("ul", {}, data.notes.map((note) => noteItem(note, null, (held) => setTriggerValue("open", held))))] : null));
}
