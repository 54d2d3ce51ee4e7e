/* Beside the paragraph or the row that the address names stand a link to its citation and, for a
   paragraph, that of the page by which a problem is reported. Rows have a link to their own address.
   It is run once for a page with rows, or when an address first names a paragraph. */

{
  const { cite, row: rowName } = globalThis.placeMessages;
  const keyOf = (row) => row.id.slice(4);

  for (const row of document.querySelectorAll('tr[id^="row-"]')) {
    const link = Object.assign(document.createElement("a"), {
      className: "headerlink row-link",
      href: `#${row.id}`,
      ariaLabel: rowName.replace("{key}", keyOf(row)),
      tabIndex: -1,
    });
    row.cells[0].append(link);
  }

  const citeLink = (place, name) => {
    const page = document.querySelector(".bd-article :is(section > .cite-link, .byline .cite-link)");
    if (!page) return "";
    const text = cite.replace("{place}", name);
    const href = `${page.getAttribute("href")}?place=${encodeURIComponent(place)}`;
    return Object.assign(document.createElement("a"), {
      className: "cite-link place-link",
      href,
      textContent: text,
      ariaLabel: text,
    });
  };

  const reportLink = (place, name) => {
    const page = document.querySelector('.contribute a[href*="place="]');
    if (!page) return "";
    const address = new URL(page.href);
    address.searchParams.set("place", `${address.searchParams.get("place")}#${place} (${name})`);
    const link = page.cloneNode(true);
    return Object.assign(link, { className: "report-link place-link", href: address.href });
  };

  const addLinks = () => {
    for (const link of document.querySelectorAll(".place-link")) link.remove();
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const row = target?.closest('tr[id^="row-"]');
    const paragraph = target?.closest("p:has(> .paragraph-number)");
    if (row) row.cells[0].append(citeLink(row.id, rowName.replace("{key}", keyOf(row))));
    else if (paragraph) {
      const name = `¶ ${paragraph.querySelector(".paragraph-number").id.slice(1)}`;
      paragraph.append(citeLink(paragraph.id, name), reportLink(paragraph.id, name));
    }
  };

  addLinks();
  window.addEventListener("hashchange", addLinks);
}
