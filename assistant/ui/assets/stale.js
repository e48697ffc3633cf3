// A cited passage that is no longer as it was: what was quoted, and what stands in its place.
function staleNote(one, at) {
  const now = one.now ? el("p", { class: "words verbatim" }, one.now) : el("p", { class: "muted" }, one.nothing);
  return fold(`stale-${at}`, { class: "outdated" }, el("span", { class: "small" }, el("span", { class: "badge outdated-badge" }, "Out of date"), ` ${one.message}`),
    el("div", { class: "beside" },
      el("div", {}, el("h4", { class: "small muted" }, one.then_title), el("p", { class: "words verbatim" }, one.then)),
      el("div", {}, el("h4", { class: "small muted" }, one.now_title), now)));
}
