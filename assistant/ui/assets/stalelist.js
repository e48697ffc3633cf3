export default function (component) {
  const { data: [data], parentElement } = component;
  redraw(parentElement, data.stale.map(staleNote));
}
