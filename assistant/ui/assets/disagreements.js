// Two statements side by side, the words that differ marked in both.
function side(one, item, trigger) {
  return el("div", { class: "side" },
    el("p", { class: "small side-head" }, el("span", { class: "side-date" }, one.date), " · ", one.title, one.marking ? " " : null, one.marking ? badge(one.marking, "marking") : null),
    el("blockquote", { class: "words" }, pieces(one.segments)),
    el("button", { class: "plain-button", "data-key": `passage-${item.id}-${one.number}`, on: { click: () => trigger("passage", { disagreement: item.id, number: one.number }) } }, `Open ${one.place.split(",")[0]}`));
}

export default function (component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  redraw(parentElement, el("ol", { class: "pairs", "aria-label": "Disagreements" }, data.items.map((item) => el("li", { class: "pair" },
    el("p", { class: "pair-head" }, el("strong", {}, item.differences.join("; ")), el("span", { class: "muted small" }, item.about)),
    el("div", { class: "sides" }, item.sides.map((one) => side(one, item, setTriggerValue))),
    el("p", { class: "small cause" }, el("span", { class: "badge quiet" }, `likely cause: ${item.cause}`), " ", el("span", { class: "muted" }, item.why))))));
}
