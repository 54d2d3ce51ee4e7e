/* On a citation page: copy buttons, downloads from a local disk, the colour scheme of the page that
   opened it, and Esc. */
"use strict";
{
  if (location.hash) document.documentElement.dataset.theme = location.hash.slice(1);

  /* Copy a citation as plain text and as HTML, which keeps its italics. */
  const copy = async (citation) => {
    const plain = citation.textContent.trim();
    const texts = { "text/plain": plain };
    if (citation.matches("p")) texts["text/html"] = citation.innerHTML;
    const blobs = Object.entries(texts).map(([type, text]) => [type, new Blob([text], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      // a page on a local disk may not write to the clipboard: select the text instead
      getSelection().selectAllChildren(citation);
      return document.execCommand("copy");
    }
  };

  const status = document.createElement("p");
  status.setAttribute("role", "status");
  document.querySelector("main").append(status);

  for (const citation of document.querySelectorAll("p.citation, pre.citation")) {
    const button = document.createElement("button");
    button.type = "button";
    const name = citation.closest("details")?.querySelector("summary") ?? citation.parentElement.querySelector("h2");
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${name.textContent}`);
    button.addEventListener("click", async () => {
      const done = await copy(citation);
      status.textContent = done ? `${name.textContent}: copied.` : "Copying is not allowed here: the text is selected.";
    });
    citation.after(button);
  }

  // On a local disk each file has its own origin, so the browser would open the download instead of
  // saving it. The page has its text.
  if (location.protocol === "file:") {
    for (const link of document.querySelectorAll("a[download]")) {
      const text = link.closest("details").querySelector("pre").textContent;
      const lines = link.download.endsWith(".ris") ? text.replaceAll("\n", "\r\n") : text;
      link.href = URL.createObjectURL(new Blob([lines], { type: "application/octet-stream" }));
    }
  }

  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && parent !== window) parent.postMessage("close-citation", "*");
  });
}
