// Words that are no longer as they were: what was said, and what stands in its place.
function staleNote(one, at) {
  const said = (words) => (words ? el("p", { class: "words verbatim" }, words) : el("p", { class: "muted" }, one.nothing));
  return fold(`stale-${at}`, { class: "outdated" }, el("span", { class: "small" }, el("span", { class: `badge ${one.kind}` }, one.badge), ` ${one.message}`),
    el("div", { class: "beside" },
      el("div", {}, el("h4", { class: "small muted" }, one.then_title), said(one.then)),
      el("div", {}, el("h4", { class: "small muted" }, one.now_title), said(one.now))));
}
