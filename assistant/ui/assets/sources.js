// What the footnotes rest on: each source with the notes that name it.
function use(one, trigger) {
  return el("li", {},
    el("button", { class: "use small", type: "button", "data-key": `use-${one.key}`, on: { click: () => trigger("open", one.target) } }, one.place),
    one.phrase ? el("p", { class: "words phrase small" }, "“", one.phrase, "”") : null);
}

function source(one, trigger) {
  const uses = one.uses.map((each, at) => use({ ...each, key: `${one.key}-${at}` }, trigger));
  return el("li", { class: "source" },
    el("p", { class: "words" }, one.text || (one.urls[0] ? one.urls[0].value : "")),
    one.urls.filter((url) => url.value !== one.text).map((url) => el("p", { class: "small url" }, url.safe ? link(url.value) : el("span", {}, url.value),
      url.doubtful ? el("span", { class: "doubt" }, ` Doubtful: ${url.doubtful}`) : null)),
    one.held ? el("p", { class: "small" }, el("button", { class: "use", type: "button", "data-key": `held-${one.key}`, on: { click: () => trigger("open", `1|${one.held}`) } }, `In the library: ${one.held}`)) : null,
    fold(`uses-${one.key}`, { class: "uses" }, el("span", { class: "small" }, one.summary), el("ul", {}, uses)));
}

export default function (component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  redraw(parentElement, data.sources.length
    ? el("ol", { "aria-label": "Footnote sources" }, data.sources.map((one) => source(one, setTriggerValue)))
    : el("p", { class: "muted small" }, data.empty));
}
