// Three comforts that a page cannot give by itself. Everything else works without script.

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

// The summary of a refused form's errors, or the word that a part of the page was saved, takes the focus: it is read and
// seen first, and the next Tab goes on from there.
function focusNews() {
  const news = document.querySelector(":is([data-errors], [data-news]):not([data-seen])");
  if (!news) return;
  news.dataset.seen = "";
  news.focus();
}

// A file that is too big is told when it is chosen, not after all of it was sent.
function tellSize(event) {
  const input = event.target;
  const told = input.dataset?.mostBytes && document.getElementById(`${input.id}-size`);
  if (!told) return;
  told.hidden = [...input.files].every((file) => file.size <= Number(input.dataset.mostBytes));
  told.closest(".field").classList.toggle("bad", !told.hidden);
  input.setAttribute("aria-describedby", `${input.id}-${told.hidden ? "hint" : "size"}`);
  input.setAttribute("aria-invalid", String(!told.hidden));
}

// Before htmx, which listens to the form itself.
function holdBack(event) {
  const told = event.target.querySelector(".field .err[role=alert]:not([hidden])");
  if (!told) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  told.closest(".field").querySelector("input").focus();
}

document.addEventListener("change", tellSize);
document.addEventListener("submit", holdBack, true);
document.addEventListener("keydown", closeHint);
document.addEventListener("htmx:after:swap", focusNews);
focusNews();
