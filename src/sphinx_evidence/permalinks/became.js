/* What became of a paragraph since the edition of the address by which a reader came. The address has
   its number there, four digits of its first words and four of all words; so have the paragraphs of
   the page. It is run once for each such address. */

{
  const messages = globalThis.paragraphMessages;
  const [, number, opening, words] = /^#p(\d+)-(\w{4})(\w{4})$/u.exec(location.hash);
  const paragraphs = [...document.querySelectorAll("p:has(> .paragraph-number)")];
  const numberOf = (paragraph) => Number(paragraph.querySelector(".paragraph-number").id.slice(1));
  const distance = (paragraph) => Math.abs(numberOf(paragraph) - number);

  /* The paragraph whose id ends so, the nearest to the number if there are several. */
  const nearest = (pattern) =>
    paragraphs
      .filter(({ id }) => pattern.test(id))
      .sort((one, other) => distance(one) - distance(other))
      .at(0);

  const moved = nearest(new RegExp(`-${opening}${words}$`, "u"));
  const found = moved ?? nearest(new RegExp(`-${opening}....$`, "u"));
  const message = moved ? messages.moved : found ? messages.changed : messages.gone;
  const line = Object.assign(document.createElement("p"), {
    textContent: message.replace("{number}", number).replace("{now}", found ? numberOf(found) : ""),
  });
  line.setAttribute("role", "status");
  document.querySelector("p[role='status']")?.remove();
  if (found) {
    (found.closest(".claim") ?? found).before(line);
    location.replace(`#${found.id}`);
    line.scrollIntoView({ block: "center" });
  } else document.querySelector("h1").after(line);
}
