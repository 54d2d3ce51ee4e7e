/* Sorts the tables of datasets, filters whatever offers facets, and opens citations in place.
   Without this script every row and item is there, and every citation has its page. */
"use strict";

const make = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

/* Show the items that hold one class of each chosen facet, and say how many there are. */
function filter(items, chosen, status) {
  let shown = 0;
  for (const item of items) {
    item.hidden = !chosen.every((choice) => !choice || item.classList.contains(choice));
    shown += !item.hidden;
  }
  for (const group of document.querySelectorAll(".facet-group, section")) {
    const inside = group.querySelectorAll(".facet-item");
    if (inside.length) group.hidden = [...inside].every((item) => item.hidden);
  }
  status.textContent = shown === items.length ? `${shown} entries` : `${shown} of ${items.length} entries`;
}

/* A box with one list of choices for each facet. */
let choices = 0;
function offer(box, facets, items) {
  const status = make("span", { role: "status", className: "facet-status" });
  const lists = facets.map(({ title, values }) => {
    const id = `choice-${(choices += 1)}`;
    const list = make("select", { id }, make("option", { value: "", textContent: "All" }));
    for (const [value, text] of values) list.append(make("option", { value, textContent: text }));
    const label = make("label", { htmlFor: id, textContent: title });
    box.append(make("div", {}, label, list));
    return list;
  });
  const update = () => filter(items, lists.map((list) => list.value), status);
  box.append(status);
  box.addEventListener("change", update);
  box.hidden = false;
  update();
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
  if (body.rows.length < 3) return;
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

/* Tables of more than eight rows are filtered by their columns of fixed words. */
function filterable(table) {
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[0].cells];
  const columns = heads.filter((head) => head.classList.contains("enum"));
  if (rows.length <= 8 || !columns.length) return;
  const facets = columns.map((head) => {
    const column = heads.indexOf(head);
    const token = (row) => `${column}--${row.cells[column].textContent.trim().replace(/\W+/g, "-")}`;
    const values = new Map();
    for (const row of rows) {
      const text = row.cells[column].textContent.trim();
      row.classList.add("facet-item");
      if (text) {
        row.classList.add(token(row));
        values.set(token(row), text);
      }
    }
    return { title: head.textContent.trim(), values: [...values] };
  });
  const box = make("div", { className: "facets" });
  (table.closest(".pst-scrollable-table-container") ?? table).before(box);
  offer(box, facets, rows);
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

/* A box whose content is wider than the page is a stop for the keyboard, with the name of the content. */
function reachable(box) {
  const title = box.closest("section")?.querySelector("h1, h2, h3")?.firstChild;
  const name = box.querySelector("caption")?.textContent ?? `Table: ${title?.textContent}`;
  const update = () => {
    const wide = box.scrollWidth > box.clientWidth;
    const marks = { tabindex: "0", role: "region", "aria-label": name.trim() };
    for (const [key, value] of Object.entries(marks)) {
      if (wide) box.setAttribute(key, value);
      else box.removeAttribute(key);
    }
  };
  new ResizeObserver(update).observe(box);
}

document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll(".facets[data-facets]")) {
    offer(box, JSON.parse(box.dataset.facets), [...document.querySelectorAll(".facet-item")]);
  }
  for (const table of document.querySelectorAll("table.data-table")) {
    filterable(table);
    sortable(table);
  }
  const boxes = ".pst-scrollable-table-container, .bd-article pre";
  for (const box of document.querySelectorAll(boxes)) reachable(box);
});
