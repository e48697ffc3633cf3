export default function (component) {
  const { data: [data], parentElement } = component;
  const root = redraw(parentElement, el("header", { "aria-live": "polite" },
    el("h2", {}, data.title),
    el("p", { class: "small" }, el("span", { class: "dots" }, data.facts.map((fact) => el("span", {}, fact))),
      data.marking ? [" ", badge(data.marking, "marking")] : null),
    data.path ? el("p", { class: "small muted" }, data.path) : null,
    data.warning ? el("p", { class: "small stale" }, data.warning) : null));
  // Another passage is read from its top, wherever the one before it was left.
  const host = root.getRootNode().host;
  const scrolled = [host?.closest("[data-testid='stColumn']"), host?.closest(".st-key-passage")];
  if (root.dataset.target && root.dataset.target !== data.target) for (const one of scrolled) one?.scrollTo(0, 0);
  root.dataset.target = data.target;
}
