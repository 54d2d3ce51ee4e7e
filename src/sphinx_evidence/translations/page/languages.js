/* A link to the same page in another language leads to the place of the page that the address names. */

document.addEventListener("click", ({ target }) => {
  const link = target.closest?.('.languages a[rel="alternate"]');
  if (link) link.hash = location.hash;
});
