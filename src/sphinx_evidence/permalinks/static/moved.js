/* On a page that leads on: redirect, to the fragment of the address if it has one. */
"use strict";

const target = new URL(document.currentScript.dataset.target, document.baseURI);
if (location.hash) target.hash = location.hash;
location.replace(target);
