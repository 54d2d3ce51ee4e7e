/* On a citation page: the paragraph or the row that the address names, copy buttons, downloads from disk, the colour scheme of the surrounding page,
   and Esc to close the dialog. */
"use strict";
{
  const messages = document.currentScript.dataset;
  if (location.hash) document.documentElement.dataset.theme = location.hash.slice(1);

  /* The place that is cited comes first, with its address where the site has one. */
  const asked = new URLSearchParams(location.search).get("place") ?? "";
  const [, number, key] = /^(?:p(\d+)-\w{8}|row-(.+))$/u.exec(asked) ?? [];
  const holder = document.querySelector("section[data-place]");
  if (holder && (number || key)) {
    const { place, row } = holder.dataset;
    holder.querySelector(".place").textContent = number ? `¶ ${number}` : row.replace("{key}", key);
    const line = Object.assign(document.createElement("p"), { className: "citation" });
    line.append(...holder.querySelector("span.citation").cloneNode(true).childNodes);
    if (place) line.append(" ", `${place}#${asked}`);
    holder.append(line);
    document.querySelector("main section").before(holder);
  }

  /* Copy a citation as text and, for formatted ones, as HTML with italics. */
  const copy = async (citation) => {
    const plain = citation.textContent.trim();
    const texts = { "text/plain": plain };
    if (citation.matches("p")) texts["text/html"] = citation.innerHTML;
    const blobs = Object.entries(texts).map(([type, text]) => [type, new Blob([text], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      // pages from disk may not write to the clipboard: select the text instead
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
    const details = citation.closest("details");
    const name = (details?.querySelector("summary") ?? citation.parentElement.querySelector("h2")).textContent;
    button.textContent = messages.copy;
    button.setAttribute("aria-label", messages.copyWhat.replace("{name}", name));
    button.addEventListener("click", async () => {
      const copied = await copy(citation);
      status.textContent = copied ? messages.copied.replace("{name}", name) : messages.selected;
    });
    citation.after(button);
  }

  // Each file on disk is an origin of its own, so browsers ignore `download` and open the file. Its
  // text is in the page: offer that instead.
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
