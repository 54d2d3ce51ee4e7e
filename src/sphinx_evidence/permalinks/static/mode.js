/* The reader's choice of light or dark, as the theme keeps it, on a page without the theme. Not deferred, so
   that dark pages do not flash white. */
"use strict";
try {
  const mode = localStorage.getItem("mode");
  if (["light", "dark"].includes(mode)) document.documentElement.dataset.mode = mode;
} catch {
  /* storage is denied: as the system */
}
