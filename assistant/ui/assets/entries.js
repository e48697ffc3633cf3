function item(one, trigger) {
  const body = [one.lead ? el("span", { class: "lead small" }, one.lead) : null,
    el("span", { class: one.own ? "body" : "body words" }, pieces(one.segments)),
    one.meta ? el("span", { class: "muted small meta" }, one.meta) : null];
  const style = { paddingLeft: `${0.5 + (one.depth || 0) * 0.9}rem` };
  const shown = one.id === null ? el("div", { class: "entry", style }, body)
    : el("button", { class: one.active ? "entry active" : "entry", style, "data-key": `item-${one.id}`, "data-id": one.id, "aria-current": one.active ? "true" : null,
      on: { click: () => trigger("choose", one.id) } }, body);
  return el("li", {}, shown, one.action
    ? el("button", { class: "plain-button action", "data-key": `act-${one.id}`, on: { click: () => trigger("act", one.id) } }, one.action) : null);
}
