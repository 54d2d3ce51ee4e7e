/* Unfolds the list with the source that a link leads to, in browsers that do not do so themselves. */

const unfold = () => {
  const target = document.querySelector(":target");
  const fold = target?.closest("details:not([open])");
  if (fold) {
    fold.open = true;
    target.scrollIntoView();
  }
};

unfold();
window.addEventListener("hashchange", unfold);
