// Marks that reorder what is read: a name or a text could be shown as another with them.
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/g;

// Every text goes in through textContent: nothing that a document says can act as markup.
function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "style") Object.assign(node.style, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child).replace(REORDERING, "")));
  }
  return node;
}

// Replaces what is shown; the keyboard focus stays on the same control, and what was unfolded stays unfolded.
function redraw(parent, ...children) {
  const root = parent.querySelector(".root");
  const scope = root.getRootNode();
  const focused = scope.activeElement && scope.activeElement.dataset ? scope.activeElement.dataset.key : null;
  const folds = new Map([...root.querySelectorAll("details[data-fold]")].map((one) => [one.dataset.fold, one.open]));
  root.replaceChildren(...children.flat(Infinity).filter(Boolean));
  for (const one of root.querySelectorAll("details[data-fold]")) one.open = folds.get(one.dataset.fold) ?? one.open;
  if (focused) {
    const again = root.querySelector(`[data-key="${CSS.escape(focused)}"]`);
    if (again) again.focus({ preventScroll: true });
  }
  return root;
}

// Unfolds on demand: the summary is the control that keeps the focus.
function fold(key, props, summary, ...body) {
  return el("details", { ...props, "data-fold": key }, el("summary", { "data-key": key }, summary), body);
}

// The addresses were checked in Python; this is the second lock on the same door.
function link(address) {
  if (!/^https?:\/\//i.test(address)) return el("span", {}, address);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" }, address);
}

function badge(text, kind) {
  return text ? el("span", { class: `badge ${kind}` }, text) : null;
}

// Puts the text on the clipboard and says so; null where there is nothing to copy.
function copyButton(label, text) {
  if (!text) return null;
  const button = el("button", { class: "plain-button", type: "button", "data-key": "copy" }, label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copying is not allowed here";
    }
    setTimeout(() => { button.textContent = label; }, 2500);
  });
  return button;
}

function pieces(segments) {
  return segments.map((one) => (one.mark ? el("mark", { "data-kind": one.mark }, one.text) : document.createTextNode(one.text)));
}

// Whether the passage that is open beside the conversation is this one. Open: [kind, number], or null.
function isOpen(open, kind, number) {
  return Boolean(open) && open[0] === kind && open[1] === number;
}
