/* Not deferred, so that dark pages do not flash white. */
"use strict";
{
  const fast = (navigator.connection?.effectiveType ?? "4g") === "4g";
  const faces = { serif: { weight: "400 600" }, "serif-italic": { style: "italic" } };
  for (const [name, look] of Object.entries(faces)) {
    const { href } = new URL(`faces/${name}.woff2`, document.currentScript.src);
    if (location.protocol === "file:") {
      const face = new FontFace("Evidence Serif", `url("${href}")`, { ...look, display: "block" });
      document.fonts.add(face);
      face.load();
    } else if (fast) {
      const kind = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous" };
      document.head.append(Object.assign(document.createElement("link"), kind, { href }));
    }
  }

  const page = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wide = matchMedia("(min-width: 960px)"); // the sidebar is beside the text

  const show = (mode) => {
    page.dataset.mode = mode;
    page.dataset.theme = (mode === "auto" ? dark.matches : mode === "dark") ? "dark" : "light";
    for (const button of document.querySelectorAll(".theme-change-button")) {
      button.setAttribute("aria-pressed", button.dataset.mode === mode);
    }
  };

  const storedMode = () => {
    try {
      return localStorage.getItem("mode");
    } catch {
      return null;
    }
  };
  const storeMode = (mode) => {
    try {
      if (mode === "auto") localStorage.removeItem("mode");
      else localStorage.setItem("mode", mode);
    } catch {
      /* storage is denied */
    }
  };
  const choice = storedMode();
  show(choice === "light" || choice === "dark" ? choice : "auto");
  dark.addEventListener("change", () => show(page.dataset.mode));

  const setUpModes = () => {
    const menu = document.querySelector(".theme-switch-container");
    show(page.dataset.mode);
    const close = () => {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    };
    menu.addEventListener("click", ({ target }) => {
      const button = target.closest(".theme-change-button");
      if (!button) return;
      show(button.dataset.mode);
      storeMode(button.dataset.mode);
      close();
    });
    document.addEventListener("click", ({ target }) => {
      if (menu.open && !menu.contains(target)) menu.open = false;
    });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && menu.open && close());
  };

  const setUpSidebars = () => {
    const sidebar = document.getElementById("site-navigation");
    const toggle = document.querySelector(".primary-toggle");
    const update = () => {
      if (wide.matches) {
        toggle.removeAttribute("popovertarget");
        toggle.setAttribute("aria-expanded", !sidebar.classList.contains("pst-sidebar-hidden"));
      } else {
        toggle.setAttribute("popovertarget", sidebar.id);
        toggle.removeAttribute("aria-expanded");
      }
    };
    update();
    wide.addEventListener("change", update);
    toggle.addEventListener("click", () => {
      if (!wide.matches) return;
      sidebar.classList.toggle("pst-sidebar-hidden");
      update();
    });
    const current = sidebar.querySelector("a.current:not(:has(+ details a.current))");
    const list = current?.closest(".sidebar-primary-item");
    const place = list && current.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (place > list?.clientHeight / 2) list.scrollTop = place - list.clientHeight / 4;
    for (const popover of document.querySelectorAll(".bd-sidebar[popover], .bd-toc[popover]")) {
      popover.addEventListener("click", ({ target }) => target.closest("a") && popover.hidePopover());
    }
  };

  const setUpContents = () => {
    const links = new Map();
    for (const link of document.querySelectorAll(".page-toc a")) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) links.set(section.querySelector("h1, h2, h3, h4, h5, h6") ?? section, link);
    }
    const mark = (current) => {
      for (const link of links.values()) {
        link.classList.toggle("active", link === current);
        if (link === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      for (const entry of document.querySelectorAll(".toc-entry")) {
        entry.classList.toggle("active", entry.contains(current));
      }
    };
    let followed = 0; // time of the last click on a link; sections scrolled past are then ignored
    const observer = new IntersectionObserver(
      (entries) => {
        const heading = entries.findLast((entry) => entry.isIntersecting)?.target;
        if (heading && Date.now() - followed > 1000) mark(links.get(heading));
      },
      { rootMargin: "0px 0px -70% 0px" },
    );
    for (const [heading, link] of links) {
      observer.observe(heading);
      link.addEventListener("click", () => {
        followed = Date.now();
        mark(link);
      });
    }
  };

  const setUpScrolling = () => {
    const top = document.getElementById("pst-back-to-top");
    let previous = scrollY;
    const update = () => {
      document.body.classList.toggle("scrolled", scrollY > 0);
      top.classList.toggle("shown", scrollY < previous && scrollY > innerHeight);
      previous = scrollY;
    };
    addEventListener("scroll", update, { passive: true });
    top.addEventListener("click", () => scrollTo(0, 0));
  };

  function textOf(node) {
    const copy = node?.cloneNode(true);
    copy?.querySelector(".headerlink")?.remove();
    return copy?.textContent.trim() ?? "";
  }

  const names = new Map();
  function makeFocusable(box) {
    const heading = box.closest("section")?.querySelector("h1, h2, h3");
    const kind = globalThis.evidence[box.matches("pre") ? "example" : "table"];
    const base = textOf(box.querySelector("caption")) || [kind, textOf(heading)].filter(Boolean).join(": ");
    names.set(base, (names.get(base) ?? 0) + 1);
    const name = names.get(base) > 1 ? `${base} (${names.get(base)})` : base;
    const update = () => {
      const overflows = box.scrollWidth > box.clientWidth;
      box.toggleAttribute("data-fits", !overflows);
      const attributes = { tabindex: "0", role: "region", "aria-label": name };
      for (const [key, value] of Object.entries(attributes)) {
        if (overflows) box.setAttribute(key, value);
        else box.removeAttribute(key);
      }
    };
    new ResizeObserver(update).observe(box);
  }

  const setUpBoxes = () => {
    const boxes = ".pst-scrollable-table-container, .bd-article pre";
    for (const box of document.querySelectorAll(boxes)) makeFocusable(box);
  };

  const setUpPrint = () => {
    const address = document.querySelector("[data-address]")?.dataset.address;
    if (address) page.style.setProperty("--page-address", JSON.stringify(address));
  };

  document.addEventListener("DOMContentLoaded", () => {
    setUpPrint();
    setUpModes();
    setUpSidebars();
    setUpContents();
    setUpScrolling();
    setUpBoxes();
  });
}
