/* On the page for reports: the place by which a reader came, and a button that copies the text. */
"use strict";
{
  const { place: line, copied, selected } = document.currentScript.dataset;
  const text = document.getElementById("report-text");
  const place = new URLSearchParams(location.search).get("place");
  if (place) {
    const [, ...others] = text.textContent.split("\n");
    text.textContent = [line.replace("{place}", place), ...others].join("\n");
  }
  const contact = document.getElementById("report-contact");
  if (contact?.protocol === "mailto:") {
    contact.search = `?body=${encodeURIComponent(text.textContent)}`;
  }
  document.getElementById("report-copy").addEventListener("click", async () => {
    const status = document.getElementById("report-status");
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = copied;
    } catch {
      // pages from disk may not write to the clipboard
      getSelection().selectAllChildren(text);
      status.textContent = document.execCommand("copy") ? copied : selected;
    }
  });
}
