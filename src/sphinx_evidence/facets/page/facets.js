/* Filters whatever offers facets. Without this script every item is shown. */
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
    status.textContent = shown < items.length ? globalThis.evidence.facetsShown.replace("{shown}", shown).replace("{all}", all) : all;
  };
  box.addEventListener("change", update);
  if (lists.some((list) => list.value)) update(); // the browser has kept what was chosen
}

document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll(".facets")) filterable(box);
});
