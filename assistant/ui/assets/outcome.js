// What there is to say beside the answer: a model that failed, parts without an answer, sentences that were withheld.
function notices(data) {
  return data.notices.map((text) => el("p", { class: "notice small", role: "note" }, text));
}

function evidenceLine(one, active, trigger) {
  const open = isOpen(active, "evidence", one.n);
  return el("li", {},
    el("button", { class: open ? "evidence active" : "evidence", type: "button", "data-key": `evidence-${one.n}`, "data-evidence": one.n, "aria-pressed": String(open), on: { click: () => trigger("evidence", one.n) } },
      el("span", { class: "words" }, one.text), el("span", { class: "muted small" }, one.place)));
}

function suggestion(text, at, trigger) {
  if (!text) return null;
  return el("p", { class: "suggestion" }, el("span", { class: "muted small" }, "You could ask: "),
    el("button", { class: "suggested", type: "button", "data-key": `suggest-${at}`, on: { click: () => trigger("suggest", text) } }, text));
}

function declined(data, trigger) {
  if (!data.declined.length) return null;
  const parts = data.declined.some((one) => one.question);
  return el("section", { class: "declined", "aria-label": "Not answered" },
    parts ? el("h3", { class: "group-title" }, "Not answered") : null,
    data.declined.map((one, at) => el("div", { class: "decline" },
      one.question ? el("p", { class: "declined-question" }, one.question) : null,
      one.message ? el("p", { class: "small" }, one.message) : null,
      one.evidence.length ? el("ul", { class: "evidences" }, one.evidence.map((line) => evidenceLine(line, data.active, trigger))) : null,
      suggestion(one.suggestion, at, trigger))));
}

function withheld(data) {
  if (!data.withheld) return null;
  return fold("withheld", { class: "withheld" }, el("span", { class: "small" }, data.withheld.title),
    el("p", { class: "muted small" }, "The model wrote these, and they could not be proved. They are no part of the answer."),
    el("ul", {}, data.withheld.sentences.map((one) => el("li", {}, el("p", { class: "withheld-text" }, one.text), el("p", { class: "muted small" }, one.reason)))));
}
