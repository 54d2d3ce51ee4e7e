/* Sorts the tables of datasets, filters whatever offers facets, and opens citations in place.
   Without this script every row and item is there, and every citation has its page. */
"use strict";
{
  const make = (tag, properties, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };

  /* Show those of the items beside a box that have all that was chosen in it, and say how many. */
  function filterable(box) {
    const around = box.parentElement;
    const items = [...around.querySelectorAll(".facet-item")];
    const lists = [...box.querySelectorAll("select")];
    const status = box.querySelector(".facet-status");
    const all = status.textContent;
    const update = () => {
      const chosen = lists.map((list) => list.value).filter(Boolean);
      let shown = 0;
      for (const item of items) {
        item.hidden = !chosen.every((choice) => item.classList.contains(choice));
        shown += !item.hidden;
      }
      for (const group of around.querySelectorAll(".facet-group, section")) {
        const inside = [...group.querySelectorAll(".facet-item")];
        group.hidden = inside.length > 0 && inside.every((item) => item.hidden);
      }
      status.textContent = shown < items.length ? `${shown} of ${all}` : all;
    };
    box.addEventListener("change", update);
    if (lists.some((list) => list.value)) update(); // the browser has kept what was chosen
  }

  /* Numbers by size, everything else by its text, empty cells last. */
  function compare(one, other) {
    if (!one || !other) return !one - !other;
    const numbers = [one, other].map((text) => Number(text.replace(/,/g, "")));
    return numbers.some(Number.isNaN) ? one.localeCompare(other, "en") : numbers[0] - numbers[1];
  }

  function sortable(table) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const text = (row) => row.cells[column].textContent.trim();
      const button = make("button", { type: "button" });
      button.append(...(head.querySelector("p") ?? head).childNodes);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const each of heads) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows].sort((a, b) => {
          const order = compare(text(a), text(b));
          return down && text(a) && text(b) ? -order : order;
        });
        body.append(...rows);
      });
    });
  }

  /* Open a citation in place; without this the link leads to its page. */
  function cite(link) {
    const close = make("button", { type: "button", textContent: "Close" });
    const frame = make("iframe", {
      src: `${link.getAttribute("href")}#${document.documentElement.dataset.theme ?? "light"}`,
      title: link.getAttribute("aria-label"),
    });
    const dialog = make("dialog", { className: "cite-dialog" }, close, frame);
    dialog.setAttribute("aria-label", link.getAttribute("aria-label"));
    const hear = ({ source, data }) => {
      if (source === frame.contentWindow && data === "close-citation") dialog.close();
    };
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      window.removeEventListener("message", hear);
      dialog.remove();
      link.focus();
    });
    window.addEventListener("message", hear);
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".cite-link");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      cite(link);
    }
  });

  /* The text of a heading or a caption, without the sign of its permalink. */
  function words(node) {
    const copy = node?.cloneNode(true);
    copy?.querySelector(".headerlink")?.remove();
    return copy?.textContent.trim() ?? "";
  }

  /* A box whose content is wider than the page is a stop for the keyboard, with the name of the content,
     and its number among those of the same name. */
  const names = new Map();
  function reachable(box) {
    const heading = box.closest("section")?.querySelector("h1, h2, h3");
    const kind = box.matches("pre") ? "Example" : "Table";
    const named = words(box.querySelector("caption")) || [kind, words(heading)].filter(Boolean).join(": ");
    names.set(named, (names.get(named) ?? 0) + 1);
    const name = names.get(named) > 1 ? `${named} (${names.get(named)})` : named;
    const update = () => {
      const wide = box.scrollWidth > box.clientWidth;
      const marks = { tabindex: "0", role: "region", "aria-label": name };
      for (const [key, value] of Object.entries(marks)) {
        if (wide) box.setAttribute(key, value);
        else box.removeAttribute(key);
      }
    };
    new ResizeObserver(update).observe(box);
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll(".facets")) filterable(box);
    for (const table of document.querySelectorAll("table.sortable")) sortable(table);
    const wide = ".pst-scrollable-table-container, .bd-article pre";
    for (const box of document.querySelectorAll(wide)) reachable(box);
  });
}
