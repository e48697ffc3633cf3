export default function (component) {
  const { data, parentElement } = component;
  redraw(parentElement, el("header", { "aria-live": "polite" },
    el("h2", {}, data.title),
    el("p", { class: "small" }, el("span", { class: "dots" }, data.facts.map((fact) => el("span", {}, fact))),
      data.marking ? [" ", badge(data.marking, "marking")] : null),
    data.path ? el("p", { class: "small muted" }, data.path) : null,
    data.warning ? el("p", { class: "small stale" }, data.warning) : null));
}
