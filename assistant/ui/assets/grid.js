// Documents down, questions across. What is sorted and filtered stays in the browser.
function said(one, cell, active, trigger) {
  const chips = one.chips.map((each) => {
    const open = Boolean(active) && active[0] === cell.row && active[1] === cell.column && active[2] === each.n;
    return el("button", { class: open ? "chip active" : "chip", "data-key": `chip-${cell.row}-${cell.column}-${each.n}`, "aria-label": each.label, title: each.label, "aria-pressed": String(open),
      on: { click: () => trigger("cell", { row: cell.row, column: cell.column, number: each.n }) } }, String(each.n));
  });
  const cut = one.text.search(/\S{1,24}$/); // the last word and the chips stay on one line
  return el("p", { class: `said ${one.support}` }, el("span", { class: "words" }, one.text.slice(0, cut)),
    el("span", { class: "ending" }, el("span", { class: "words" }, one.text.slice(cut)), chips));
}

const STATES = { filling: "Being answered…", waiting: "Waiting", empty: "Not asked yet" };

function gridCell(cell, active, trigger) {
  const name = { row: cell.row, column: cell.column };
  const key = `${cell.row}-${cell.column}`;
  if (STATES[cell.state]) return el("td", { class: `cell ${cell.state}` }, el("span", { class: "muted small" }, STATES[cell.state]));
  const open = Boolean(active) && active[0] === cell.row && active[1] === cell.column;
  return el("td", { class: open ? `cell ${cell.state} open-cell` : `cell ${cell.state}` },
    cell.sentences.map((one) => said(one, cell, active, trigger)),
    cell.blank ? el("p", { class: "small blank-reason" }, cell.blank) : null,
    el("div", { class: "cell-acts" },
      cell.state === "blank" && cell.opens ? el("button", { class: "quiet-act", "data-key": `near-${key}`, on: { click: () => trigger("cell", { ...name, number: 1 }) } }, "Open the nearest") : null,
      el("button", { class: "quiet-act", "data-key": `again-${key}`, "aria-label": "Ask again", title: "Ask again", on: { click: () => trigger("again", name) } }, "Ask again")));
}

const ORDERS = { given: "As chosen", label: "By name", date: "By date", most: "Answered first" };

function ordered(rows, order) {
  const answered = (row) => row.cells.filter((cell) => cell.state === "answered").length;
  const by = { label: (a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }), date: (a, b) => (a.date || "9999").localeCompare(b.date || "9999"), most: (a, b) => answered(b) - answered(a) }[order];
  return by ? [...rows].sort(by) : rows;
}

function draw(component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const words = (root.dataset.words || "").toLowerCase();
  const order = root.dataset.order || "given";
  const only = root.dataset.only || "";
  const text = (row) => `${row.label} ${row.cells.map((cell) => cell.sentences.map((one) => one.text).join(" ")).join(" ")}`.toLowerCase();
  const rows = ordered(data.rows, order).filter((row) => text(row).includes(words) && (!only || row.cells.some((cell) => cell.state === only)));
  const set = (name) => (event) => { root.dataset[name] = event.target.value; draw(component); };
  const pick = (name, label, options, value) => el("label", { class: "small muted" }, label, " ",
    el("select", { "data-key": name, on: { change: set(name) } }, Object.entries(options).map(([key, title]) => el("option", { value: key, selected: key === value }, title))));
  const filter = el("input", { type: "search", placeholder: "Filter rows by words", "aria-label": "Filter rows by words", "data-key": "words", value: root.dataset.words || "", on: { input: set("words") } });
  redraw(parentElement,
    data.marking ? el("p", { class: "small muted marked-line" }, badge(data.marking, "marking"), " A text with this marking was looked at for this comparison.") : null,
    el("div", { class: "tools" }, filter, pick("order", "Rows", ORDERS, order), pick("only", "Show", { "": "all rows", answered: "rows with an answer", blank: "rows with a blank" }, only),
      el("span", { class: "small muted", role: "status" }, rows.length === data.rows.length ? "" : `${rows.length} of ${data.rows.length} rows`)),
    el("div", { class: "scroll" }, el("table", { "aria-label": data.label },
      el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "corner" }, data.rows_are),
        data.columns.map((one) => el("th", { scope: "col" }, one.text, el("button", { class: "quiet-act", "data-key": `drop-${one.id}`, title: "Take this question off the grid", "aria-label": `Take off: ${one.text}`, on: { click: () => setTriggerValue("drop", one.id) } }, "×"))))),
      el("tbody", {}, rows.map((row) => el("tr", { "data-row": row.id },
        el("th", { scope: "row" }, row.label, row.note ? el("div", { class: "small muted row-note" }, row.note) : null),
        row.cells.map((cell) => gridCell(cell, data.active, setTriggerValue))))))),
    rows.length ? null : el("p", { class: "muted empty" }, "No row has these words."));
  const again = root.querySelector("input[type=search]");
  if (again && again === root.getRootNode().activeElement) again.setSelectionRange(again.value.length, again.value.length);
}

export default draw;
