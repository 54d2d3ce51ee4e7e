/* On the former address of a page: redirect to the new one, with the same fragment. */
"use strict";

location.replace(document.querySelector("main a").href + location.hash);
