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

// The summary of a refused form's errors, or the word that a part of the page was saved, takes the focus: it is read and
// seen first, and the next Tab goes on from there.
function focusNews() {
  const news = document.querySelector(":is([data-errors], [data-news]):not([data-seen])");
  if (!news) return;
  news.dataset.seen = "";
  news.focus();
}

document.addEventListener("keydown", closeHint);
document.addEventListener("htmx:after:swap", focusNews);
focusNews();
