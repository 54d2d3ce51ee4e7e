/* Unfolds what a link leads to, such as a source in its list, in browsers that do not do so themselves. */

const unfold = () => {
  const target = document.querySelector(":target");
  let closed = false;
  for (let fold = target; (fold = fold?.parentElement.closest("details")); ) {
    closed ||= !fold.open;
    fold.open = true;
  }
  if (closed) target.scrollIntoView();
};

unfold();
window.addEventListener("hashchange", unfold);
