// A table of cells that works like a spreadsheet: arrows and Enter move, a block out of a spreadsheet can be pasted, and
// Ctrl+Z takes back the last change. Without script it is a form like any other.
const sheet = document.querySelector("[data-sheet]");
const status = document.querySelector("[data-sheet-status]");
const steps = []; // changes that can be taken back: each a list of cells with what stood in them
let before = ""; // what stood in the cell when it was entered

const rowsOf = () => [...sheet.querySelectorAll("[data-row]")];
const cellsOf = row => [...row.querySelectorAll("[data-cell]")];
const at = (row, column) => cellsOf(rowsOf()[row] ?? sheet)[column];

function placeOf(cell) {
  const row = cell.closest("[data-row]");
  return [rowsOf().indexOf(row), cellsOf(row).indexOf(cell)];
}

function enter(cell) {
  if (!cell) return false;
  cell.focus();
  cell.select?.();
  return true;
}

function say(what, values = {}) {
  status.textContent = Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), status.dataset[what]);
}

// ---------- moving ----------

function isAtEnd(cell, key) {
  if (cell.matches("select")) return true;
  const edge = key === "ArrowLeft" ? 0 : cell.value.length;
  return cell.selectionStart === edge && cell.selectionEnd === edge || cell.selectionEnd - cell.selectionStart === cell.value.length;
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function move(event, cell) {
  const [row, column] = placeOf(cell);
  const [down, right] = event.key === "Enter" ? [event.shiftKey ? -1 : 1, 0] : STEPS[event.key];
  if (right && !isAtEnd(cell, event.key)) return;
  const isEdge = !rowsOf()[row + down] || row + down < 0;
  if (event.key === "Enter" && !event.shiftKey && isEdge) addRow();
  if (enter(at(row + down, column + right)) || event.key === "Enter") event.preventDefault();
}

// ---------- rows ----------

// A new row is the last one with a key of its own and nothing typed into it: that one is always blank as it came.
function addRow() {
  const last = rowsOf().at(-1);
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map(each => each.toString(16).padStart(2, "0")).join("");
  sheet.insertAdjacentHTML("beforeend", last.outerHTML.replaceAll(last.dataset.row, key));
  const row = sheet.lastElementChild;
  for (const each of row.querySelectorAll("[aria-invalid]")) {
    each.removeAttribute("aria-invalid");
    each.removeAttribute("aria-describedby");
  }
  return row;
}

// ---------- pasting ----------

// Cells with tabs, line breaks or quotation marks inside come in quotation marks, doubled inside.
function blockOf(text) {
  const rows = [[""]];
  let isQuoted = false;
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let index = 0; index < plain.length; index++) {
    const [each, row] = [plain[index], rows.at(-1)];
    if (isQuoted && each === '"' && plain[index + 1] === '"') row[row.length - 1] += plain[index++];
    else if (each === '"' && (isQuoted || !row.at(-1))) isQuoted = !isQuoted;
    else if (!isQuoted && each === "\t") row.push("");
    else if (!isQuoted && each === "\n") rows.push([""]);
    else row[row.length - 1] += each;
  }
  return rows;
}

const same = (one, other) => one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();

// What stands in a cell after a text went into it; false where it offers no such choice.
function put(cell, text) {
  if (!cell.matches("select")) cell.value = text.replace(/\s+/g, " ").trim();
  else {
    const option = [...cell.options].find(each => same(each.label, text) || same(each.value, text));
    if (!option) return false;
    cell.value = option.value;
  }
  return true;
}

function paste(event) {
  const cell = event.target.closest?.("[data-cell]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const [first, column] = placeOf(cell);
  const step = [];
  let unmatched = 0;
  for (const [down, texts] of blockOf(text).entries()) {
    while (!rowsOf()[first + down]) addRow();
    for (const [right, each] of texts.entries()) {
      const target = at(first + down, column + right);
      if (!target) continue;
      step.push([target, target.value]);
      if (!put(target, each)) unmatched++;
    }
  }
  steps.push(step);
  before = cell.value;
  say("pasted", { cells: step.length - unmatched, unmatched });
}

// ---------- taking back ----------

function remember(cell) {
  if (cell.value !== before) steps.push([[cell, before]]);
  before = cell.value;
}

function undo(event, cell) {
  event.preventDefault();
  if (cell.value !== before) remember(cell);
  const step = steps.pop();
  if (!step) return;
  for (const [target, text] of step.reverse()) target.value = text;
  before = cell.value;
  enter(step.at(-1)[0]);
  say("undone");
}

sheet?.addEventListener("focusin", event => {
  if (event.target.matches("[data-cell]")) before = event.target.value;
});
sheet?.addEventListener("change", event => {
  if (event.target.matches("[data-cell]")) remember(event.target);
});
sheet?.addEventListener("paste", paste);
sheet?.addEventListener("keydown", event => {
  const cell = event.target.closest("[data-cell]");
  if (!cell || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") undo(event, cell);
  else if (event.ctrlKey || event.metaKey || event.altKey) return;
  else if (event.key === "Escape" && cell.value !== before) [cell.value, event.returnValue] = [before, false];
  else if (event.key === "Enter" || event.key in STEPS) move(event, cell);
});
document.querySelector("[data-more]")?.addEventListener("click", event => {
  event.preventDefault();
  enter(cellsOf(addRow())[0]);
});
