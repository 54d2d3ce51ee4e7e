/* On the old URL of a page: redirect to the new one and keep the fragment. */
"use strict";

location.replace(document.querySelector("main a").href + location.hash);
