export default function (component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  redraw(parentElement, data.notes.length
    ? el("ul", { "aria-label": "Footnotes" }, data.notes.map((note) => noteItem(note, (one) => setTriggerValue("page", one.page), (held) => setTriggerValue("open", held))))
    : el("p", { class: "muted small" }, "No footnotes were found in this document."));
}
