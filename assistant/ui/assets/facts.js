export default function (component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  redraw(parentElement, el("dl", {}, data.facts.map((fact, at) => [
    el("dt", { class: at && data.facts[at - 1].label === fact.label ? "again" : null }, fact.label),
    el("dd", {}, fact.value === null ? el("span", { class: "muted" }, "not stated")
      : fact.marking ? badge(fact.value, "marking") : el("span", { class: fact.own ? "" : "words" }, fact.value),
      fact.page ? [" ", el("button", { class: "from small", "data-key": `fact-${at}`, on: { click: () => setTriggerValue("page", fact.page) } }, `page ${fact.page}`)]
        : fact.source ? el("span", { class: "muted small" }, ` ${fact.source}`) : null)])));
}
