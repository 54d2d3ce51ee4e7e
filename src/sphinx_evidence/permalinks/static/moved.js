/* On the old address of a page: go on to the new one, to the same part of it. */
"use strict";

location.replace(document.querySelector("main a").href + location.hash);
