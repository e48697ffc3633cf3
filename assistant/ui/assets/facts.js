export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  redraw(parentElement, el("dl", {}, data.facts.map((fact, at) => [
    el("dt", {}, fact.label),
    el("dd", {}, fact.value === null ? el("span", { class: "muted" }, "not stated")
      : fact.marking ? badge(fact.value, "marking") : el("span", { class: fact.own ? "" : "words" }, fact.value),
      fact.page ? [" ", el("button", { class: "from small", "data-key": `fact-${at}`, on: { click: () => setTriggerValue("page", fact.page) } }, `page ${fact.page}`)]
        : fact.source ? el("span", { class: "muted small" }, ` ${fact.source}`) : null)])));
}
