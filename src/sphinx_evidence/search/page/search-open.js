/* Opens the search dialog by its button, "/" or Ctrl+K, and again for whoever comes back to it. All other scripts and styles of search are
   loaded when it is first opened. Without this script the button links to the search page. */

const root = document.documentElement.dataset.content_root ?? "./";
let loading = null;

function load() {
  loading ??= new Promise((resolve) => {
    const style = Object.assign(document.createElement("link"), {
      rel: "stylesheet",
      href: `${root}_static/search.css`,
    });
    const script = Object.assign(document.createElement("script"), { src: `${root}_static/search.js` });
    script.addEventListener("load", resolve);
    document.head.append(style, script);
  });
  return loading;
}

async function open(state) {
  const field = document.querySelector("#search-box input");
  if (field) field.focus();
  else {
    await load();
    globalThis.evidenceSearch.open(state);
  }
}

function reopen() {
  if (history.state?.search) open(history.state.search);
}

addEventListener("popstate", reopen);
reopen();

const isEditable = (node) => node.isContentEditable || /^(?:input|select|textarea)$/iu.test(node.tagName);

document.addEventListener("keydown", (event) => {
  const control = event.ctrlKey || event.metaKey;
  const slash = event.key === "/" && !control && !event.altKey && !isEditable(event.target);
  const controlK = event.key.toLowerCase() === "k" && control && !event.shiftKey && !event.altKey;
  if (slash || controlK) {
    event.preventDefault();
    open();
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".search-open");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open();
  }
});
