/* In a frozen edition the line that leads to the newest keeps the place of the reader. */

document.addEventListener("click", ({ target }) => {
  const link = target.closest?.(".frozen-edition a");
  if (link) link.hash = location.hash;
});
