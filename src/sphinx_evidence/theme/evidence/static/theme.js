/* The frame of a page: light or dark, the sidebars, the way back to the top. It is the first script
   of a page and no deferred one, so that a dark page is dark from the start. Nothing is kept in the
   browser but a choice of light or dark. */
"use strict";
{
  const page = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wide = matchMedia("(min-width: 960px)"); // where the theme shows the sidebar beside the text

  const show = (mode) => {
    page.dataset.mode = mode;
    page.dataset.theme = (mode === "auto" ? dark.matches : mode === "dark") ? "dark" : "light";
    for (const button of document.querySelectorAll(".theme-change-button")) {
      button.setAttribute("aria-pressed", button.dataset.mode === mode);
    }
  };

  // A browser may forbid pages to keep anything: then a choice holds until the page is left.
  const kept = () => {
    try {
      return localStorage.getItem("mode");
    } catch {
      return null;
    }
  };
  const keep = (mode) => {
    try {
      if (mode === "auto") localStorage.removeItem("mode");
      else localStorage.setItem("mode", mode);
    } catch {
      /* as above */
    }
  };
  const choice = kept();
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
      keep(button.dataset.mode);
      close();
    });
    document.addEventListener("click", ({ target }) => {
      if (menu.open && !menu.contains(target)) menu.open = false;
    });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && menu.open && close());
  };

  /* On a wide screen the button puts the sidebar away and says so; on a phone the browser opens it
     itself, and says of whatever opens a popover that it is closed until it does. */
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
    const here = sidebar.querySelector("a.current:not(:has(+ details a.current))");
    if (here?.offsetTop > sidebar.clientHeight / 2) {
      sidebar.scrollTop = here.offsetTop - sidebar.clientHeight / 4;
    }
    for (const popover of document.querySelectorAll(".bd-sidebar[popover], .bd-toc[popover]")) {
      popover.addEventListener("click", ({ target }) => target.closest("a") && popover.hidePopover());
    }
  };

  /* Mark the section that is being read in the list of sections. */
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
    let followed = 0; // when a link was followed; what passes by on the way there is not being read
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
    let before = scrollY;
    const update = () => {
      document.body.classList.toggle("scrolled", scrollY > 0);
      top.classList.toggle("shown", scrollY < before && scrollY > innerHeight);
      before = scrollY;
    };
    addEventListener("scroll", update, { passive: true });
    top.addEventListener("click", () => scrollTo(0, 0));
  };

  /* The text of a heading or a caption, without the sign of its permalink. */
  function words(node) {
    const copy = node?.cloneNode(true);
    copy?.querySelector(".headerlink")?.remove();
    return copy?.textContent.trim() ?? "";
  }

  /* A box whose content is wider than the page is a stop for the keyboard, with the name of the content,
     and its number among those of the same name. */
  const names = new Map();
  function reachable(box) {
    const heading = box.closest("section")?.querySelector("h1, h2, h3");
    const kind = globalThis.evidence[box.matches("pre") ? "example" : "table"];
    const named = words(box.querySelector("caption")) || [kind, words(heading)].filter(Boolean).join(": ");
    names.set(named, (names.get(named) ?? 0) + 1);
    const name = names.get(named) > 1 ? `${named} (${names.get(named)})` : named;
    const update = () => {
      const wide = box.scrollWidth > box.clientWidth;
      const marks = { tabindex: "0", role: "region", "aria-label": name };
      for (const [key, value] of Object.entries(marks)) {
        if (wide) box.setAttribute(key, value);
        else box.removeAttribute(key);
      }
    };
    new ResizeObserver(update).observe(box);
  }

  const setUpBoxes = () => {
    const wide = ".pst-scrollable-table-container, .bd-article pre";
    for (const box of document.querySelectorAll(wide)) reachable(box);
  };

  document.addEventListener("DOMContentLoaded", () => {
    setUpModes();
    setUpSidebars();
    setUpContents();
    setUpScrolling();
    setUpBoxes();
  });
}
