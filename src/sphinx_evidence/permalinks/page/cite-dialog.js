/* Opens citations in place. Without this script every citation has its page. */
const make = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

/* Open a citation in place; without this the link leads to its page. */
function cite(link) {
  const close = make("button", { type: "button", textContent: globalThis.evidence.close });
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
