/* If no paragraph has the words of an address, a script says what became of it. */

function explainAddress() {
  const id = location.hash.slice(1);
  if (!/^p\d+-[\da-f]{8}$/u.test(id) || document.getElementById(id)) return;
  const src = `${document.documentElement.dataset.content_root ?? "./"}paragraphs.js`;
  document.head.append(Object.assign(document.createElement("script"), { src }));
}

explainAddress();
window.addEventListener("hashchange", explainAddress);
