/* Filters items by their facets. Without this script all items are displayed. The choices are in the
   address, as in #part=law&confidence=low, so that a list can be linked to and the back button undoes
   a choice; from a disk only what follows the hash may change. */

/* The choices in the address of the page, by the names of the lists of options. */
const chosen = () => new URLSearchParams(location.hash.slice(1));

/* What follows the two hyphens in the class of an item: topic--law is chosen by topic=law. */
const choiceOf = (token) => token.slice(token.indexOf("--") + 2);

/* The element that the address leads to, if it is one on this page. */
const target = () => {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
};

/* Set up a box of filters: display the items beside it that match all selected values, and say how
   many those are and what was selected. Return a function that selects what the address says, and
   tells whether that is anything. */
function setUpFilters(box) {
  const container = box.parentElement;
  const items = [...container.querySelectorAll(".facet-item")];
  const lists = [...box.querySelectorAll("select")];
  const status = box.querySelector(".facet-status");
  const total = status.textContent;
  const update = () => {
    const selected = lists.flatMap((list) => (list.value ? [list.selectedOptions[0]] : []));
    let count = 0;
    for (const item of items) {
      item.hidden = !selected.every(({ value }) => item.classList.contains(value));
      count += !item.hidden;
    }
    for (const group of container.querySelectorAll(".facet-group, section")) {
      const members = [...group.querySelectorAll(".facet-item")];
      group.hidden = members.length > 0 && members.every((item) => item.hidden);
    }
    for (const link of container.querySelectorAll(".jumps a")) {
      link.classList.toggle("jump-hidden", Boolean(document.getElementById(link.hash.slice(1))?.closest("[hidden]")));
    }
    const words = selected.map((option) => option.textContent).join("; ");
    status.textContent = selected.length
      ? globalThis.evidence.facetsShown.replace("{shown}", count).replace("{all}", total).replace("{choices}", words)
      : total;
  };
  box.addEventListener("change", () => {
    const choices = target() ? new URLSearchParams() : chosen();
    for (const { name } of lists) choices.delete(name);
    for (const { name, value } of lists) if (value) choices.set(name, choiceOf(value));
    const hash = choices.toString();
    history.pushState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    update();
  });
  return () => {
    const found = target();
    if (found && !found.closest("[hidden]")) return false; // a link to a place among what is displayed
    const choices = found ? new URLSearchParams() : chosen();
    for (const list of lists) {
      const value = choices.get(list.name);
      const option = [...list.options].find((one) => value && choiceOf(one.value) === value);
      list.value = option ? option.value : "";
    }
    update();
    if (found) found.scrollIntoView();
    return lists.some((list) => list.value);
  };
}

document.addEventListener("DOMContentLoaded", () => {
  const boxes = [...document.querySelectorAll(".facets")];
  const selects = boxes.map(setUpFilters);
  const follow = () => selects.map((select) => select());
  if (location.hash) boxes[follow().indexOf(true)]?.scrollIntoView();
  addEventListener("popstate", follow);
});
