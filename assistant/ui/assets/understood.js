// How the question was understood, and the two ways to correct it: other words, or one filter less.
function filterChip(label, at, correctable, trigger) {
  if (!correctable) return el("li", {}, el("span", { class: "badge quiet filter" }, label));
  return el("li", {}, el("button", { class: "filter removable", type: "button", "data-key": `filter-${at}`, "aria-label": `Ask again without the filter: ${label}`, title: "Ask again without this filter",
    on: { click: () => trigger("unfilter", at) } }, label, el("span", { class: "cross", "aria-hidden": "true" }, "✕")));
}

function rewording(root, wording, close, trigger) {
  const box = el("textarea", { class: "wording", rows: 2, "data-key": "wording", "aria-label": "Search for" });
  box.value = root.dataset.draft ?? wording;
  const send = () => {
    const words = box.value.trim();
    if (!words) return;
    delete root.dataset.draft;
    close();
    trigger("reword", words);
  };
  box.addEventListener("input", () => { root.dataset.draft = box.value; });
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the page's own shortcuts must not act on what is typed here
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  });
  return el("div", { class: "rewording" }, box,
    el("button", { class: "plain-button", type: "button", "data-key": "reword", on: { click: send } }, "Ask again"),
    el("button", { class: "plain-button", type: "button", "data-key": "unedit", on: { click: close } }, "Cancel"));
}

function understood(data, root, draw, trigger) {
  const shown = data.understood;
  if (!shown) return null;
  const correctable = shown.edit !== null;
  const editing = correctable && root.dataset.editing === "yes";
  const focus = (key) => root.querySelector(`[data-key="${key}"]`)?.focus();
  const open = () => { root.dataset.editing = "yes"; draw(); focus("wording"); };
  const close = () => { delete root.dataset.editing; delete root.dataset.draft; draw(); focus("edit"); };
  const edit = correctable && !editing ? el("button", { class: "edit", type: "button", "data-key": "edit", "aria-label": "Edit what is searched for", on: { click: open } }, "Edit") : null;
  const lines = [
    shown.searched ? ["Searched for: ", el("span", { class: "wording-shown" }, shown.searched), shown.reason ? el("span", { class: "reason" }, ` (${shown.reason})`) : null] : null,
    shown.parts.length ? [`Searched in ${shown.parts.length} parts: `, el("span", { class: "dots parts" }, shown.parts.map((part) => el("span", { class: "part" }, part)))] : null,
  ].filter(Boolean);
  return el("section", { class: "understood small", "aria-label": "How the question was understood" },
    editing ? rewording(root, shown.edit, close, trigger) : lines.map((line, at) => el("p", {}, line, at === lines.length - 1 ? [" ", edit] : null)),
    shown.filters.length || (edit && !lines.length) ? el("ul", { class: "filters", "aria-label": "Filters" },
      shown.filters.map((label, at) => filterChip(label, at, correctable, trigger)), lines.length ? null : el("li", {}, edit)) : null);
}
