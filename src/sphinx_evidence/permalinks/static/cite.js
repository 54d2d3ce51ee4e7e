/* On the page of a citation: buttons that copy, files that a page from a disk could only show, the
   colours of the page around it, and Esc. */
"use strict";
{
  const words = document.currentScript.dataset;
  if (location.hash) document.documentElement.dataset.theme = location.hash.slice(1);

  /* Copy a citation; its italics go along into whatever takes them. */
  const copy = async (citation) => {
    const plain = citation.textContent.trim();
    const texts = { "text/plain": plain };
    if (citation.matches("p")) texts["text/html"] = citation.innerHTML;
    const blobs = Object.entries(texts).map(([type, text]) => [type, new Blob([text], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      // a page from a disk may not write to the clipboard: select the text instead
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
    button.textContent = words.copy;
    button.setAttribute("aria-label", words.copyWhat.replace("{name}", name.textContent));
    button.addEventListener("click", async () => {
      const done = await copy(citation);
      status.textContent = done ? words.copied.replace("{name}", name.textContent) : words.selected;
    });
    citation.after(button);
  }

  // A browser takes files on a disk for strangers to each other: it would open the file in this
  // place, and not save it. Its text is in the page.
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
