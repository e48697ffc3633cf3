function compare(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one ?? "").localeCompare(String(other ?? ""), undefined, { numeric: true, sensitivity: "base" });
}

function cell(row, column, open) {
  const value = row.cells[column.key];
  if (column.kind === "open") {
    return el("td", { class: "wide" }, el("button", { class: "open", "data-key": `open-${row.id}`, "data-id": row.id,
      on: { click: (event) => { event.stopPropagation(); open(row.id); } } }, value), row.note ? el("div", { class: "small muted note-line" }, row.note) : null);
  }
  if (column.kind === "marking") return el("td", {}, badge(value, "marking"));
  if (column.kind === "badge") return el("td", {}, badge(value, `quiet outcome-${value}`));
  return el("td", { class: column.kind || "" }, value ?? el("span", { class: "muted", title: "not stated" }, "–"));
}

function draw(component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const open = (id) => setTriggerValue("open", id);
  const [key, down] = (root.dataset.sort || ":").split(":");
  const rows = key ? [...data.rows].sort((a, b) => compare(a.sort?.[key] ?? a.cells[key], b.sort?.[key] ?? b.cells[key]) * (down ? -1 : 1)) : data.rows;
  const order = (column) => { root.dataset.sort = `${column}:${key === column && !down ? "down" : ""}`; draw(component); };
  const head = data.columns.map((column) => el("th", { scope: "col", class: column.kind || "", "aria-sort": key === column.key ? (down ? "descending" : "ascending") : null },
    el("button", { "data-key": `sort-${column.key}`, on: { click: () => order(column.key) } }, column.label, key === column.key ? (down ? " ↓" : " ↑") : "")));
  const body = rows.map((row) => el("tr", { class: data.opens ? "opens" : null, on: data.opens ? { click: () => open(row.id) } : {} },
    data.columns.map((column) => cell(row, column, open))));
  redraw(parentElement, data.rows.length === 0 ? null : el("div", { class: "scroll" }, el("table", { "aria-label": data.label },
    el("thead", {}, el("tr", {}, head)), el("tbody", {}, body))),
    data.rows.length ? null : el("p", { class: "muted empty" }, data.empty));
}

export default draw;
