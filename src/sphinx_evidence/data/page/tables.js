/* Makes data tables sortable. Without this script their rows are in the order of the file. */

/* Compare numbers by value and other cells by text; empty cells are last. */
function compare(one, other) {
  if (!one || !other) return !one - !other;
  const numbers = [one, other].map((text) => Number(text.replace(/,/g, "")));
  return numbers.some(Number.isNaN)
    ? one.localeCompare(other, document.documentElement.lang || "en")
    : numbers[0] - numbers[1];
}

function makeSortable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const text = (row) => row.cells[column].dataset.order ?? row.cells[column].textContent.trim();
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.append(...(head.querySelector("p") ?? head).childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const rows = [...body.rows].sort((a, b) => {
        const order = compare(text(a), text(b));
        return descending && text(a) && text(b) ? -order : order;
      });
      body.append(...rows);
    });
  });
}

/* Show the row that a link leads to, under the head of its table. */
function showTarget() {
  const row = document.querySelector(".data-table tr:target");
  const box = row?.closest(".pst-scrollable-table-container");
  if (!box) return;
  if (box.hasAttribute("data-fits")) {
    row.scrollIntoView();
  } else {
    box.scrollIntoView();
    box.scrollTop = row.offsetTop - box.clientHeight / 3;
  }
}

document.addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);
});
// Two frames later it is known whether a table fits.
addEventListener("load", () => {
  const [{ type }] = performance.getEntriesByType("navigation");
  if (type !== "back_forward") requestAnimationFrame(() => requestAnimationFrame(showTarget));
});
addEventListener("hashchange", showTarget);
