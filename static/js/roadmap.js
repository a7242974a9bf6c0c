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

// A form that edits something begins in its first field; Escape leaves it as “Cancel” does, unless something was typed.
const written = form => new URLSearchParams(new FormData(form)).toString();
const edited = document.querySelector("form[data-edit]");
const asOpened = edited && written(edited);
function leave(event) {
  if (event.key !== "Escape" || event.defaultPrevented || written(edited) !== asOpened) return;
  if (document.querySelector(".prov:focus-within")) return;
  edited.querySelector("a[data-cancel]")?.click();
}
if (edited) {
  document.addEventListener("keydown", leave);
  if (!document.querySelector("[data-errors]") && !location.hash) {
    edited.querySelector(":is(input:not([type=hidden]), select, textarea)")?.focus({ preventScroll: true });
  }
}

document.addEventListener("keydown", closeHint);
document.addEventListener("htmx:after:swap", focusNews);
focusNews();
