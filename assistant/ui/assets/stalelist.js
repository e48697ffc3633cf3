export default function (component) {
  const { data, parentElement } = component;
  redraw(parentElement, data.stale.map(staleNote));
}
