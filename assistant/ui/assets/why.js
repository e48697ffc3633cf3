// What the searches and the judge made of a passage.
function whyPassage(key, rows) {
  if (!rows.length) return null;
  return fold(`why-${key}`, { class: "why small" }, "Why this passage",
    el("dl", {}, rows.map((row) => [el("dt", {}, row.label), el("dd", {}, row.value)])));
}
