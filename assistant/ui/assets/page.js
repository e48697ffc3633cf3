const MARGIN = 0.02; // of the page's width, left of the text and right of it

// Widths of the sheet in widths of the view; the second one shows the text from edge to edge.
function scales(fit) {
  const text = fit ? Math.min(2, Math.max(1, 1 / (fit.right - fit.left + 2 * MARGIN))) : 1;
  return [1, text, text * 1.35, text * 1.8, text * 2.5];
}

function box(mark) {
  return el("mark", {
    class: `box ${mark.kind}`, "data-kind": mark.kind, "data-text": mark.text, title: mark.title || null,
    style: { left: `${mark.left * 100}%`, top: `${mark.top * 100}%`, width: `${mark.width * 100}%`, height: `${mark.height * 100}%` },
  });
}

// One layer for each kind: where the boxes of two close lines overlap, the colour must not double.
function layers(marks) {
  const kinds = [...new Set(marks.map((mark) => mark.kind))];
  return kinds.map((kind) => el("div", { class: "layer" }, marks.filter((mark) => mark.kind === kind).map(box)));
}

function sheet(data) {
  if (data.picture) {
    return el("div", { class: "sheet picture" },
      el("img", { src: `data:image/png;base64,${data.picture}`, alt: data.alt, draggable: "false", style: { aspectRatio: data.ratio } }), layers(data.marks));
  }
  return el("div", { class: "sheet text words" }, pieces(data.segments));
}

function reveal(view, paper, data, step) {
  const first = view.querySelector("mark[data-kind='cited'], mark[data-kind='match']");
  view.scrollLeft = data.fit && step <= 1 ? (data.fit.left - MARGIN) * paper.offsetWidth : 0;
  if (!first) { view.scrollTop = 0; return; }
  const there = first.getBoundingClientRect(), here = view.getBoundingClientRect();
  view.scrollTop += there.top - here.top - view.clientHeight * 0.3;
  if (step > 1) view.scrollLeft += there.left - here.left - 24;
}

export default function (component) {
  const { data: [data], parentElement } = component;
  const root = parentElement.querySelector(".root");
  const moved = root.dataset.target !== data.target;
  const kept = root.querySelector(".view");
  const place = kept && !moved ? [kept.scrollTop, kept.scrollLeft] : null;
  const paper = sheet(data);
  const view = el("div", { class: "view", tabindex: "0", role: "group", "aria-label": data.alt, style: { height: data.height } }, paper);
  const sizes = scales(data.picture ? data.fit : null);
  const current = () => Number(root.dataset.zoom || 1);
  const zoom = (step) => {
    root.dataset.zoom = String(Math.max(0, Math.min(sizes.length - 1, step)));
    const scale = sizes[current()];
    if (data.picture) paper.style.width = `${scale * 100}%`;
    else paper.style.fontSize = `${scale}em`;
    tools.querySelector(".scale").textContent = `${Math.round(scale * 100)}%`;
  };
  const step = (by) => () => { zoom(current() + by); reveal(view, paper, data, current()); };
  const tools = el("div", { class: "tools", role: "toolbar", "aria-label": "Zoom" },
    el("button", { class: "tool", "data-key": "out", "aria-label": "Zoom out", on: { click: step(-1) } }, "−"),
    el("span", { class: "scale" }),
    el("button", { class: "tool", "data-key": "in", "aria-label": "Zoom in", on: { click: step(1) } }, "+"));
  redraw(parentElement, el("div", { class: "frame" }, view, tools));
  zoom(current());
  root.dataset.target = data.target;
  const settle = () => { if (place) [view.scrollTop, view.scrollLeft] = place; else reveal(view, paper, data, current()); root.dataset.settled = data.target; };
  const image = paper.querySelector("img");
  if (image && !image.complete) image.addEventListener("load", settle);
  requestAnimationFrame(settle);
}
