// Format every item of a CSL-JSON file with citeproc-js, each by itself, and print the entries as
// HTML by style.
//
//   node citeproc.js FOLDER ITEMS LOCALES STYLE=LANGUAGE...
//
// FOLDER has the package citeproc in its node_modules; LOCALES is a folder with the locales of CSL,
// and STYLE a file.
"use strict";

const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const [folder, file, locales, ...styles] = process.argv.slice(2);
const CSL = createRequire(path.resolve(folder, "x.js"))("citeproc");
const items = JSON.parse(fs.readFileSync(file, "utf-8"));
const byId = new Map(items.map((item) => [item.id, item]));
const sys = {
  retrieveItem: (id) => structuredClone(byId.get(id)),
  retrieveLocale: (language) => fs.readFileSync(path.join(locales, `locales-${language}.xml`), "utf-8"),
};
const result = {};
for (const pair of styles) {
  const [style, language] = pair.split("=");
  const engine = new CSL.Engine(sys, fs.readFileSync(style, "utf-8"), language, true);
  engine.setOutputFormat("html");
  const found = { errors: 0, entries: {} };
  for (const id of byId.keys()) {
    engine.updateItems([id]);
    const [about, [entry]] = engine.makeBibliography();
    found.errors += about.bibliography_errors.length;
    found.entries[id] = entry.replace(/<\/?(?:div|span)[^>]*>/g, "").replace(/^\s*1\.\s*/, "").trim();
  }
  result[path.basename(style, ".csl")] = found;
}
fs.writeSync(1, JSON.stringify(result));
