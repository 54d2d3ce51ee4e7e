/* Beside the paragraph or the row that the address names stands a link to its citation. Rows have a
   link to their own address. */

for (const row of document.querySelectorAll('tr[id^="row-"]')) {
  const link = Object.assign(document.createElement("a"), {
    className: "headerlink row-link",
    href: `#${row.id}`,
    ariaLabel: globalThis.evidence.row.replace("{key}", row.id.slice(4)),
    tabIndex: -1,
  });
  row.cells[0].append(link);
}

function citePlace() {
  document.querySelector(".cite-place")?.remove();
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const page = document.querySelector(".bd-article :is(section > .cite-link, .byline .cite-link)");
  const row = target?.closest('tr[id^="row-"]');
  const paragraph = target?.closest("p:has(> .paragraph-number)");
  if (!page || !(row || paragraph)) return;
  const { citePlace: message, row: rowName } = globalThis.evidence;
  const name = row
    ? rowName.replace("{key}", row.id.slice(4))
    : `¶ ${paragraph.querySelector(".paragraph-number").id.slice(1)}`;
  const link = Object.assign(document.createElement("a"), {
    className: "cite-link cite-place",
    href: `${page.getAttribute("href")}?place=${encodeURIComponent((row ?? paragraph).id)}`,
    textContent: message.replace("{place}", name),
  });
  link.setAttribute("aria-label", link.textContent);
  (row ? row.cells[0] : paragraph).append(link);
}

citePlace();
window.addEventListener("hashchange", citePlace);
