/* In the place of Sphinx's script of this name, which keeps the words of a search in the storage of
   the browser, where they stay. Nothing here is marked, so nothing has to be kept. */
"use strict";

const SPHINX_HIGHLIGHT_ENABLED = false;
