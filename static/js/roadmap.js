// Two comforts that a page cannot give by itself. Everything else works without script.

// Escape closes an open hint; it opens again on the next visit of pointer or focus.
function closeHint(event) {
  if (event.key !== "Escape") return;
  for (const hint of document.querySelectorAll(".prov:hover, .prov:focus-within")) {
    hint.dataset.closed = "";
    const reopen = () => delete hint.dataset.closed;
    hint.addEventListener("mouseleave", reopen, { once: true });
    hint.addEventListener("focusout", reopen, { once: true });
  }
}

// A refused form: the summary of its errors takes the focus, so that it is read and seen first.
function focusErrors(root) {
  const summary = root.querySelector?.("[data-errors]:not([data-seen])");
  if (!summary) return;
  summary.dataset.seen = "";
  summary.focus();
}

document.addEventListener("keydown", closeHint);
document.addEventListener("htmx:after:swap", () => focusErrors(document));
focusErrors(document);
