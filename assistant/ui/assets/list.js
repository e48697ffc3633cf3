export default function (component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  redraw(parentElement, data.items.length
    ? el("ul", { "aria-label": data.label }, data.items.map((one) => item(one, setTriggerValue)))
    : el("p", { class: "muted small" }, data.empty));
}
