/* What became of a place since the edition from which a reader came. The address of a paragraph has
   its number there, four digits of its first words and four of all words; so have the paragraphs of
   the page. If a published edition had it, a file beside the pages says what its words were. Whoever
   comes from a page of an edition has its number in the address, and is told the same of sections and
   claims. It is run once for each such address. */

{
  const messages = globalThis.paragraphMessages;
  const [, number, opening, words] = /^#p(\d+)-(\w{4})(\w{4})$/u.exec(location.hash) ?? [];
  const paragraphs = [...document.querySelectorAll("p:has(> .paragraph-number)")];
  const numberOf = (paragraph) => Number(paragraph.querySelector(".paragraph-number").id.slice(1));
  const distance = (paragraph) => Math.abs(numberOf(paragraph) - number);

  /* The paragraph whose id ends so, the nearest to the number if there are several. */
  const nearest = (pattern) =>
    paragraphs
      .filter(({ id }) => pattern.test(id))
      .sort((one, other) => distance(one) - distance(other))
      .at(0);

  /* A part of the difference: "=" it stayed, "-" it went, "+" it came. */
  const segment = ([kind, text]) => {
    const tag = { "-": "del", "+": "ins" }[kind] ?? "span";
    return [Object.assign(document.createElement(tag), { textContent: text }), " "];
  };

  const status = (...words) => {
    const line = document.createElement("p");
    line.append(...words);
    line.setAttribute("role", "status");
    document.querySelector("p[role='status']")?.remove();
    return line;
  };

  const show = (found, message, ...more) => {
    const now = found ? numberOf(found) : "";
    const line = status(message.replace("{number}", number).replace("{now}", now), ...more);
    if (found) {
      (found.closest(".claim") ?? found).before(line);
      location.replace(`#${found.id}`);
      line.scrollIntoView({ block: "center" });
    } else document.querySelector("h1").after(line);
  };

  const explain = () => {
    const moved = nearest(new RegExp(`-${opening}${words}$`, "u"));
    const found = moved ?? nearest(new RegExp(`-${opening}....$`, "u"));
    show(found, moved ? messages.moved : found ? messages.changed : messages.gone);
  };

  /* Where a section or a claim begins that an edition had, or the page. */
  const explainSince = () => {
    const id = location.hash.slice(1) || document.querySelector("section[id]")?.id;
    const version = new URLSearchParams(location.search).get("since");
    const former = globalThis.formerThings?.[version]?.[id];
    if (!former) return;
    const { text, page, title, words } = former;
    const details = words.length > 0 ? [document.createElement("br"), ...words.flatMap(segment)] : [];
    if (page) details.push(Object.assign(document.createElement("a"), { href: page, textContent: title }));
    else if (title) details.push(title);
    const line = status(text, " ", ...details);
    const place = document.getElementById(id);
    const claim = place?.closest(".claim");
    if (claim) claim.before(line);
    else (place?.querySelector("h1, h2, h3, h4") ?? document.querySelector("h1")).after(line);
    line.scrollIntoView({ block: "center" });
  };

  const explainFormer = () => {
    if (!words || document.getElementById(location.hash.slice(1))) return explainSince();
    const former = globalThis.formerParagraphs?.[location.hash.slice(1)];
    if (!former) return explain();
    const { kind, page, id } = former;
    const message = messages[page ? "elsewhere" : `${kind}-since`];
    const said = message.replace("{version}", former.version);
    const details = [];
    if (page) {
      const link = document.createElement("a");
      link.href = `${page}#${id}`;
      link.append(messages.paragraph.replace("{now}", former.number));
      details.push(" ", link);
    }
    if (former.words.length > 0) {
      details.push(" ", document.createElement("br"), ...former.words.flatMap(segment));
    }
    show(page || !id ? null : document.getElementById(id), said, ...details);
  };

  if (globalThis.evidence?.former && !globalThis.formerParagraphs) {
    const top = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
    const page = location.pathname.slice(top.pathname.length).replace(/(\.html|\/)$/u, "");
    const script = document.createElement("script");
    script.onload = explainFormer;
    script.onerror = () => words && explain();
    script.src = new URL(`former/${page}.js`, top).href;
    document.head.append(script);
  } else explainFormer();
}
