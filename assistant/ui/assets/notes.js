// One footnote: number, the phrase it supports, the note's own words, how sure the join is, its addresses.
function noteItem(note, go, open) {
  const head = el("div", { class: "note-head small" },
    el("span", { class: "note-number" }, note.number),
    el("span", { class: `badge quiet link-${note.link}`, title: note.reason || null }, note.link_label),
    note.source ? el("span", { class: "badge quiet" }, note.source) : null,
    go && note.page ? el("button", { class: "plain-button", "data-key": `note-${note.key}`, on: { click: () => go(note) } }, `Page ${note.page_label}`) : null);
  return el("li", { class: "note" }, head,
    note.phrase ? el("p", { class: "words phrase" }, "“", note.phrase, "”") : null,
    note.bare ? null : el("p", { class: "words" }, note.text || "The text of this note was not found."),
    note.held && open ? el("p", { class: "small" },
      el("button", { class: "plain-button", "data-key": `held-${note.key}`, on: { click: () => open(note.held) } }, `Open its source: ${note.held}`)) : null,
    note.urls.map((url) => el("p", { class: "small url" }, url.safe ? link(url.value) : el("span", {}, url.value),
      url.doubtful ? el("span", { class: "doubt" }, ` Doubtful: ${url.doubtful}`) : null)),
    note.reason && note.link !== "printed" ? el("p", { class: "small muted" }, note.reason) : null);
}
