/* Opens search in place: by its button, by "/", or by Ctrl K. Everything else of search is loaded
   when it is first opened. Without this script the button leads to the page of search. */
{
  const root = document.documentElement.dataset.content_root ?? "./";
  let loading = null;

  function load() {
    loading ??= new Promise((resolve) => {
      const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${root}_static/search.css` });
      const script = Object.assign(document.createElement("script"), { src: `${root}_static/search.js` });
      script.addEventListener("load", resolve);
      document.head.append(style, script);
    });
    return loading;
  }

  async function open() {
    const field = document.querySelector("#search-box input");
    if (field) field.focus();
    else {
      await load();
      globalThis.bookSearch.open();
    }
  }

  const writing = (node) => node.isContentEditable || /^(?:input|select|textarea)$/iu.test(node.tagName);

  // before all other listeners: the theme has one for the same keys
  window.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing(event.target);
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (slash || control) {
      event.preventDefault();
      event.stopImmediatePropagation();
      open();
    }
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".search-open");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open();
    }
  });
}
