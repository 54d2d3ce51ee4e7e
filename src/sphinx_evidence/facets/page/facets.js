/* Filters items by their facets. Without this script all items are displayed. */

/* Set up a box of filters: display the items beside it that match all selected values, and how many. */
function setUpFilters(box) {
  const container = box.parentElement;
  const items = [...container.querySelectorAll(".facet-item")];
  const lists = [...box.querySelectorAll("select")];
  const status = box.querySelector(".facet-status");
  const total = status.textContent;
  const update = () => {
    const selected = lists.map((list) => list.value).filter(Boolean);
    let count = 0;
    for (const item of items) {
      item.hidden = !selected.every((choice) => item.classList.contains(choice));
      count += !item.hidden;
    }
    for (const group of container.querySelectorAll(".facet-group, section")) {
      const members = [...group.querySelectorAll(".facet-item")];
      group.hidden = members.length > 0 && members.every((item) => item.hidden);
    }
    status.textContent =
      count < items.length ? globalThis.evidence.facetsShown.replace("{shown}", count).replace("{all}", total) : total;
  };
  box.addEventListener("change", update);
  if (lists.some((list) => list.value)) update(); // the browser has restored a selection
}

document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll(".facets")) setUpFilters(box);
});
