/* On the page of a citation: buttons that copy, the colours of the page around it, and Esc. */
"use strict";

if (location.hash) document.documentElement.dataset.theme = location.hash.slice(1);

async function copy(text, node) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // a page from a disk may not write to the clipboard: select the text instead
    getSelection().selectAllChildren(node);
    return document.execCommand("copy");
  }
}

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
    const done = await copy(citation.textContent.trim(), citation);
    status.textContent = done ? `${name.textContent}: copied.` : "Copying is not allowed here: the text is selected.";
  });
  citation.after(button);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && parent !== window) parent.postMessage("close-citation", "*");
});
