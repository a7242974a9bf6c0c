// A card that is dropped on another column sends its own form, which asks before anything is saved. By keyboard and
// without script the form is there all the same.
let dragged = null;

const stageOf = element => element?.closest?.("[data-stage]");

function canDropOn(stage) {
  return dragged && stage && stage !== stageOf(dragged);
}

function mark(stage) {
  for (const each of document.querySelectorAll("[data-over]")) if (each !== stage) delete each.dataset.over;
  if (stage) stage.dataset.over = "";
}

// Cards come anew when something was edited in place, so that each is made ready when it is taken.
document.addEventListener("pointerdown", event => {
  const card = event.target.closest?.("[data-card]");
  if (card) card.draggable = !event.target.closest("form");
});

document.addEventListener("dragstart", event => {
  dragged = event.target.closest?.("[data-card]") ?? null;
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", event => {
  const stage = stageOf(event.target);
  mark(canDropOn(stage) ? stage : null);
  if (canDropOn(stage)) event.preventDefault();
});

document.addEventListener("drop", event => {
  const stage = stageOf(event.target);
  if (!canDropOn(stage)) return;
  event.preventDefault();
  const form = dragged.querySelector("form");
  form.elements.stage.value = stage.dataset.stage;
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});
