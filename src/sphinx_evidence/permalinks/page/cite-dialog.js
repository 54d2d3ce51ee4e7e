/* Opens citation pages in a dialog. Without this script the links open the pages themselves. */
const make = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

/* Open the citation page of a link in a dialog. */
function cite(link) {
  const close = make("button", { type: "button", textContent: "Close" });
  const frame = make("iframe", {
    src: `${link.getAttribute("href")}#${document.documentElement.dataset.theme ?? "light"}`,
    title: link.getAttribute("aria-label"),
  });
  const dialog = make("dialog", { className: "cite-dialog" }, close, frame);
  dialog.setAttribute("aria-label", link.getAttribute("aria-label"));
  const onMessage = ({ source, data }) => {
    if (source === frame.contentWindow && data === "close-citation") dialog.close();
  };
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    window.removeEventListener("message", onMessage);
    dialog.remove();
    link.focus();
  });
  window.addEventListener("message", onMessage);
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
