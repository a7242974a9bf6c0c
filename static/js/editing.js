// Forms that edit something begin in their first field, and Escape leaves them. A link to one (`data-in-place`) opens it right
// below the row or the heading that it stands in, one at a time. Without script, and where this fails, it is a link to a page.

const written = form => new URLSearchParams(new FormData(form)).toString();
const edited = () => document.querySelector("form[data-edit]");
const ways = () => [...document.querySelectorAll("a[data-in-place], [data-bar] a")];

let place; // where a form is open
let opener; // the link that opened it
let asOpened; // what it held then; what was sent once and came back is never as it was
let isAnswered; // whether what came was a form
let news; // what was saved last, below the row that it is about

const said = document.createElement("p");
said.className = "vh";
said.setAttribute("role", "status");

const isTouched = () => Boolean(edited()) && written(edited()) !== asOpened;

// ---------- a form, wherever it stands ----------

// Of choices the one that is made: a key pressed there changes nothing.
function firstOf(form) {
  const found = form?.querySelector(":is(input:not([type=hidden]), select, textarea)");
  if (found?.type !== "radio") return found;
  return form.querySelector(`[name="${CSS.escape(found.name)}"]:checked`) ?? found;
}

function begin(around, id) {
  const goal = id ? document.getElementById(id) : null;
  if (around.querySelector("[data-errors], [autofocus]")) return;
  if (goal && !goal.matches("input, select, textarea")) goal.tabIndex = -1;
  (goal ?? firstOf(edited()))?.focus({ preventScroll: !goal && !place });
}

// What was typed is not thrown away by one key: Escape goes to “Cancel” first.
function leave(event) {
  const cancel = edited()?.querySelector("a[data-cancel]");
  if (event.key !== "Escape" || event.defaultPrevented || !cancel || document.querySelector(".prov:focus-within")) return;
  if (isTouched() && document.activeElement !== cancel) cancel.focus();
  else cancel.click();
}

// ---------- its place ----------

function below(link) {
  const at = link.closest(".sec, .ways, svg.chart, .chk > li") ?? link.closest("tr, li, p") ?? link;
  const found = document.createElement("div");
  if (at.matches("tr")) {
    const row = at.parentNode.insertRow(at.sectionRowIndex + 1);
    const cell = row.insertCell();
    row.setAttribute("role", "row");
    cell.setAttribute("role", "cell");
    cell.className = "full";
    cell.colSpan = [...at.cells].reduce((sum, each) => sum + each.colSpan, 0);
    cell.append(found);
  } else if (at.matches("li")) at.append(found);
  else at.after(found);
  return found;
}

function remove(where) {
  (where?.closest("tr") ?? where)?.remove();
}

function close() {
  remove(place);
  place = undefined;
  opener.focus();
}

// A form that holds something unsaved stays, and says so.
const tell = what => tellIn(place, place.querySelector("#edit").dataset[what]);

function tellIn(around, text) {
  around.querySelector(".err[data-told]")?.remove();
  const told = document.createElement("p");
  told.className = "err";
  told.setAttribute("role", "alert");
  told.dataset.told = "";
  told.tabIndex = -1;
  told.textContent = text;
  (around.querySelector(".acts") ?? around).before(told);
  told.focus();
}

// ---------- what is asked and answered ----------

async function ask(method, address, source, event) {
  const [path, id] = address.split("#");
  const asked = place;
  isAnswered = false;
  await htmx.ajax(method, path, { source, event, target: place, swap: "innerHTML" });
  if (place !== asked) return;
  if (!place.firstElementChild) location.assign(address);
  else if (isAnswered) begin(place, id);
  else tell("failed");
}

async function open(link, address = link.getAttribute("href")) {
  if (place && isTouched()) return tell("unsaved");
  const isOpen = place && opener === link && link.matches("[data-in-place]");
  if (place) close();
  if (isOpen) return;
  remove(news);
  document.body.append(said);
  said.textContent = "";
  opener = link;
  place = below(link);
  place.className = "in-place no-print";
  await ask("GET", address, link);
  if (edited()) asOpened = written(edited());
}

// Only a form that came alone is put there, and only the part of the page itself in its place. A whole page, such as the one to
// sign in, would throw away what was typed.
function admit(event) {
  const { ctx, tasks } = event.detail;
  const id = tasks[0]?.fragment.firstElementChild?.id;
  if (place && ctx.target === place) {
    isAnswered = id === "edit";
    if (!isAnswered) event.preventDefault();
  } else if (ctx.sourceElement?.matches?.("form[data-failed]") && id !== ctx.target.id) {
    event.preventDefault();
    tellFailed(event);
  }
}

function tellFailed({ detail: { ctx } }) {
  const form = ctx.sourceElement;
  if (form?.matches?.("form[data-failed]")) tellIn(form, form.dataset.failed);
}

function guard(event) {
  const { target } = event.detail.ctx;
  if (!place || target === place || !target.contains?.(place) || !isTouched()) return;
  event.preventDefault();
  tell("unsaved");
}

// The page looks at itself again, so that all that follows from what was saved is right; the row stays where it was on the
// screen, with the focus on the way to its form, and what was saved stands below it.
async function refresh(form, told = {}) {
  const [index, { top }] = [ways().indexOf(opener), opener.getBoundingClientRect()];
  const address = new URL(location.href);
  for (const name of ["saved", "revision"]) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(told)) address.searchParams.set(name, value);
  place = undefined;
  await htmx.ajax("GET", address.pathname + address.search, { target: "#main", select: "#main", swap: "outerHTML" });
  const goal = opener.getAttribute("href");
  const leads = to => ways().find(each => each.getAttribute("href") === to);
  const link = (opener.matches("[data-in-place]") && leads(form)) || leads(goal) || ways()[Math.min(index, ways().length - 1)];
  if (!link) return;
  for (let each = link.closest("details"); each; each = each.parentNode.closest("details")) each.open = true;
  tellSaved(link, document.querySelector("#main .notice"));
  window.scrollBy({ top: link.getBoundingClientRect().top - top, behavior: "instant" });
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function tellSaved(link, notice) {
  news = notice && below(link);
  if (!notice) return;
  const words = notice.querySelector("[role=status]");
  words.removeAttribute("role");
  said.textContent = `${words.textContent.trim()} ${link.querySelector(".vh")?.textContent ?? ""}`;
  news.append(notice);
}

function click(event) {
  const link = event.target.closest("a");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const isCancel = place?.contains(link) && link.matches("[data-cancel]");
  if (!isCancel && !link.matches("[data-in-place]")) return;
  event.preventDefault();
  if (!isCancel) open(link);
  // Whoever leaves a comparison wants to see what the others saved.
  else if (link.closest(".conflict")) refresh(opener.getAttribute("href"));
  else close();
}

function send(event) {
  if (event.defaultPrevented || !place?.contains(event.target)) return;
  event.preventDefault();
  asOpened = "";
  ask("POST", event.submitter?.getAttribute("formaction") ?? event.target.getAttribute("action"), event.target, event);
}

document.addEventListener("keydown", leave);
document.addEventListener("click", click);
document.addEventListener("submit", send);
document.addEventListener("htmx:before:swap", admit);
document.addEventListener("htmx:error", tellFailed);
document.addEventListener("htmx:before:request", guard);
// Another script opens a form for a link that leads elsewhere, which stays in view above it.
document.addEventListener("edit", async ({ target, detail }) => {
  await open(target, detail.address);
  target.scrollIntoView({ block: "nearest", behavior: "instant" });
});
document.addEventListener("saved", event => place && refresh(event.detail.form, event.detail.told));

if (edited()) {
  // What came back to be mended or looked at holds what was typed.
  asOpened = document.querySelector("[data-errors], #preview") ? "" : written(edited());
  begin(document, location.hash.slice(1));
}
