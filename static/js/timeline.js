// The bars of a plan's timeline, held with a mouse: sideways a bar says which day it would be due, and from its end it leads to a
// bar that shall wait for it. Neither saves anything: it opens the form that does, filled in, with what that would move. Fingers
// scroll; by keyboard and without script the same forms are reached from the table and from each milestone's page.
const SVG = "http://www.w3.org/2000/svg";
const [DAY, SLACK, ROOM] = [86_400_000, 4, 14];
const lang = document.documentElement.lang;
const dates = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "medium", timeZone: "UTC" });
const plurals = new Intl.PluralRules(lang);
const isFine = matchMedia("(pointer: fine)");
const axes = new WeakMap();

let held; // what is held: its row, bar and axis, where it was taken, and what has become of it

function draw(parent, name, attributes) {
  const drawn = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, value);
  parent.append(drawn);
  return drawn;
}

// ---------- what can be held ----------

function axisOf(figure) {
  const [left, right, days] = figure.dataset.axis.split(" ").map(Number);
  const off = Array(days).fill(false);
  let at = 0;
  for (const run of figure.dataset.off.split(" ").filter(Boolean)) {
    const [gap, length] = run.split("+").map(Number);
    off.fill(true, at + gap, at + gap + length);
    at += gap + length;
  }
  let count = 0;
  const places = off.map(isOff => (isOff ? count : count++));
  const words = JSON.parse(figure.dataset.words);
  return { left, right, days, off, places, words, first: Date.parse(figure.dataset.first), scale: (right - left) / days };
}

function barOf(row) {
  const [begin, end, place, how] = row.dataset.bar.split(" ");
  return { begin: Number(begin), end: Number(end), place: Number(place), how };
}

// The page comes anew when something was saved, so that bars are made ready when somebody comes near.
function prepare(event) {
  const figure = event.target.closest?.("[data-axis]");
  if (!figure || axes.has(figure) || !isFine.matches) return;
  axes.set(figure, axisOf(figure));
  for (const row of figure.querySelectorAll("[data-bar]")) {
    const { begin, end, how } = barOf(row);
    const width = Math.max(end - begin, 10);
    const x = (begin + end - width) / 2;
    draw(row, "rect", { class: "hold", "data-how": how, x, y: -16, width: width + ROOM, height: 25 });
    draw(row, "circle", { class: "hold-end", cx: end + 7, cy: -4, r: 4 });
  }
}

function pointOf(event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(held.svg.getScreenCTM().inverse());
}

function take(event) {
  const grip = event.target.closest?.(".hold, .hold-end");
  if (!grip || event.button || event.pointerType === "touch") return;
  const row = grip.parentNode;
  const isEnd = grip.matches(".hold-end");
  const bar = barOf(row);
  event.preventDefault();
  if (!isEnd && bar.how === "none") return;
  held = { row, bar, isEnd, svg: row.ownerSVGElement, axis: axes.get(row.closest("[data-axis]")) };
  held.from = pointOf(event);
  grip.setPointerCapture(event.pointerId);
}

// ---------- sideways ----------

// The nearest working day in the direction of the move, or back from the end of the axis.
function dayAt(x) {
  const { axis, bar } = held;
  const least = bar.how === "end" ? Math.round((bar.begin - axis.left) / axis.scale) : 0;
  const moved = Math.round((x - held.from.x) / axis.scale);
  const wanted = Math.round((bar.end - axis.left) / axis.scale) - 1 + moved;
  const within = day => day >= least && day < axis.days;
  const start = Math.min(Math.max(wanted, least), axis.days - 1);
  for (const step of moved < 0 ? [-1, 1] : [1, -1])
    for (let day = start; within(day); day += step) if (!axis.off[day]) return day;
  return start;
}

function sayDay(day, count) {
  const { words, first } = held.axis;
  const said = count ? words[count > 0 ? "later" : "earlier"][plurals.select(Math.abs(count))] : words.same;
  return said.replace("{day}", dates.format(first + day * DAY)).replace("{count}", Math.abs(count).toLocaleString(lang));
}

function slide(at) {
  const { axis, bar, row } = held;
  const day = dayAt(at.x);
  const end = axis.left + (day + 1) * axis.scale;
  const begin = bar.how === "end" ? bar.begin : bar.begin + end - bar.end;
  held.ghost ??= draw(row, "rect", { class: "ghost", y: -10, height: 12 });
  held.text ??= draw(row, "text", { class: "ghost tacc halo" });
  held.count = axis.places[day] - bar.place;
  held.ghost.setAttribute("x", Math.min(begin, end - 2));
  held.ghost.setAttribute("width", Math.max(end - begin, 2));
  held.text.textContent = sayDay(day, held.count);
  const isRoom = end + ROOM + held.text.getComputedTextLength() < axis.right;
  held.text.setAttribute("x", isRoom ? end + ROOM : begin - ROOM / 2);
  held.text.setAttribute("text-anchor", isRoom ? "start" : "end");
}

// ---------- to another bar ----------

function reach(at, event) {
  const { bar, row } = held;
  const y = at.y - row.transform.baseVal.getItem(0).matrix.f;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest(".hold, .hold-end")?.parentNode;
  held.ghost ??= draw(row, "path", { class: "ghost lead" });
  held.ghost.setAttribute("d", `M${bar.end} -4H${bar.end + 7}L${at.x} ${y}`);
  mark(over === row ? undefined : over);
}

function mark(over) {
  held.over?.querySelector(".hold").classList.remove("over");
  over?.querySelector(".hold").classList.add("over");
  held.over = over;
}

// ---------- held and let go ----------

function move(event) {
  if (!held) return;
  const at = pointOf(event);
  if (!held.ghost && Math.hypot(at.x - held.from.x, at.y - held.from.y) < SLACK) return;
  held.svg.classList.add("held");
  if (held.isEnd) reach(at, event);
  else slide(at);
}

function release() {
  if (!held) return;
  mark();
  held.svg.classList.remove("held");
  held.ghost?.remove();
  held.text?.remove();
  held = undefined;
}

const linkOf = row => row.querySelector("a");
const addressOf = row => linkOf(row).getAttribute("href");
const idOf = row => addressOf(row).split("/").at(-1);

function drop() {
  if (!held) return;
  const { row, over, count, isEnd } = held;
  release();
  const shift = count && `${addressOf(row).replace(idOf(row), "batches/new")}?m=${idOf(row)}&days=${count}#preview`;
  const link = over && `${addressOf(row)}/links/new?milestone=${idOf(over)}#preview`;
  const address = isEnd ? link : shift;
  if (address) linkOf(row).dispatchEvent(new CustomEvent("edit", { bubbles: true, detail: { address } }));
}

function escape(event) {
  if (event.key !== "Escape" || !held) return;
  event.preventDefault();
  release();
}

document.addEventListener("pointerover", prepare);
document.addEventListener("focusin", prepare);
document.addEventListener("pointerdown", take);
document.addEventListener("pointermove", move);
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", release);
// Before a form that is open below hears of it.
document.addEventListener("keydown", escape, true);
