/* Opens citations in a dialog. Without this script their links lead to the citation pages. */

function openCitation(link) {
  const name = link.getAttribute("aria-label");
  const theme = document.documentElement.dataset.theme ?? "light";
  const close = Object.assign(document.createElement("button"), {
    type: "button",
    textContent: globalThis.evidence.close,
  });
  const frame = Object.assign(document.createElement("iframe"), { title: name });
  frame.src = `${link.getAttribute("href")}#${theme}`;
  const dialog = Object.assign(document.createElement("dialog"), { className: "cite-dialog" });
  dialog.setAttribute("aria-label", name);
  dialog.append(close, frame);
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
    openCitation(link);
  }
});
