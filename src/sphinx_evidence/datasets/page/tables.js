/* Sorts the tables of datasets. Without this script the rows are in the order of the file. */
/* Numbers by size, everything else by its text, empty cells last. */
function compare(one, other) {
  if (!one || !other) return !one - !other;
  const numbers = [one, other].map((text) => Number(text.replace(/,/g, "")));
  return numbers.some(Number.isNaN) ? one.localeCompare(other, document.documentElement.lang || "en") : numbers[0] - numbers[1];
}

function sortable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const text = (row) => row.cells[column].textContent.trim();
    const button = Object.assign(document.createElement("button"), { type: "button" });
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

document.addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll("table.sortable")) sortable(table);
});
