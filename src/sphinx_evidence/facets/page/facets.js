/* Filters of tables and lists. Without this script every item is visible. */
/* Show the items that match all selected values, and display their number. */
function filterable(box) {
  const around = box.parentElement;
  const items = [...around.querySelectorAll(".facet-item")];
  const lists = [...box.querySelectorAll("select")];
  const status = box.querySelector(".facet-status");
  const all = status.textContent;
  const update = () => {
    const chosen = lists.map((list) => list.value).filter(Boolean);
    let visible = 0;
    for (const item of items) {
      item.hidden = !chosen.every((choice) => item.classList.contains(choice));
      visible += !item.hidden;
    }
    for (const group of around.querySelectorAll(".facet-group, section")) {
      const inside = [...group.querySelectorAll(".facet-item")];
      group.hidden = inside.length > 0 && inside.every((item) => item.hidden);
    }
    status.textContent = visible < items.length ? `${visible} of ${all}` : all;
  };
  box.addEventListener("change", update);
  if (lists.some((list) => list.value)) update(); // the browser has restored a selection
}

document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll(".facets")) filterable(box);
});
