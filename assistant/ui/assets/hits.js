// Passages that were found, each to be unfolded and opened on its page.
function hitItem(hit, active, trigger) {
  return fold(`near-${hit.rank}`, { class: "hit" },
    [el("span", { class: "hit-title" }, hit.title), el("span", { class: "hit-place muted small" }, hit.place)],
    el("p", { class: "words" }, hit.text),
    whyPassage(hit.rank, hit.why),
    el("button", { class: "plain-button", "data-key": `hit-${hit.rank}`, "data-hit": hit.rank, "aria-pressed": String(isOpen(active, "hit", hit.rank)), on: { click: () => trigger("hit", hit.rank) } }, "Open on its page"));
}

function nearest(data, trigger) {
  if (!data.nearest.length) return null;
  return el("section", { class: "nearest" },
    el("h3", { class: "group-title" }, "Nearest passages (not an answer)"),
    data.nearest.map((hit) => hitItem(hit, data.active, trigger)));
}

function lookedAt(data, trigger) {
  if (!data.looked_at.length) return null;
  return fold("looked-at", { class: "looked-at" }, el("span", { class: "small" }, `Passages looked at (${data.looked_at.length})`),
    el("div", { class: "hits" }, data.looked_at.map((hit) => hitItem(hit, data.active, trigger))));
}
