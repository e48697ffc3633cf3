function mentionGroup(group, trigger) {
  return fold(`group-${group.id}`, { class: "mention-group", open: group.open },
    [el("span", { class: "mention-title" }, group.title), group.marking ? [" ", badge(group.marking, "marking")] : null, el("span", { class: "muted small" }, ` ${group.count}`)],
    el("ul", { "aria-label": `Mentions in ${group.title}` }, group.items.map((one) => item(one, trigger))));
}

function nearWords(near, trigger) {
  if (!near.length) return null;
  return el("p", { class: "small near" }, "Words of the documents that look like it: ",
    near.map((word, at) => el("button", { class: "plain-button", type: "button", "data-key": `near-${at}`, on: { click: () => trigger("look", word) } }, word)));
}

// The one whose passage is open must be seen in the list too, also after the page has made room for the passage.
function showActive(root) {
  const show = () => root.querySelector(".entry.active")?.scrollIntoView({ block: "nearest" });
  const group = root.querySelector(".entry.active")?.closest("details");
  if (group) group.open = true;
  const observer = new ResizeObserver(show);
  observer.observe(root);
  setTimeout(() => observer.disconnect(), 1500);
}

export default function (component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  const own = parentElement.querySelector(".root");
  const isNew = data.fresh !== own.dataset.seen;
  if (isNew) own.replaceChildren(); // other words: what was folded of the ones before says nothing of these
  const root = redraw(parentElement, el("article", { class: "mentions", "aria-label": `Every mention of ${data.words}` },
    el("h2", { class: "looked-up" }, "Every mention of “", el("span", { class: "sought" }, data.words), "”"),
    el("p", { class: "summary small" }, el("span", { role: "status" }, data.summary),
      el("button", { class: "clear", type: "button", "data-key": "clear", on: { click: () => setTriggerValue("clear", true) } }, "Clear")),
    nearWords(data.near, setTriggerValue),
    data.groups.map((group) => mentionGroup(group, setTriggerValue))));
  root.dataset.seen = data.fresh;
  if (isNew) requestAnimationFrame(() => root.scrollIntoView({ block: "start", behavior: "instant" }));
  const active = String(data.active ?? "");
  if (active && root.dataset.active !== active) showActive(root);
  root.dataset.active = active;
}
