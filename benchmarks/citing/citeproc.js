// Format every item of a CSL-JSON file with citeproc-js, and print the entries by style.
//
//   node citeproc.js FOLDER ITEMS LOCALE STYLE...
//
// FOLDER has the package citeproc in its node_modules; LOCALE and STYLE are files of CSL.
"use strict";

const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const [folder, file, locale, ...styles] = process.argv.slice(2);
const CSL = createRequire(path.resolve(folder, "x.js"))("citeproc");
const items = JSON.parse(fs.readFileSync(file, "utf-8"));
const byId = new Map(items.map((item) => [item.id, item]));
const sys = {
  retrieveItem: (id) => structuredClone(byId.get(id)),
  retrieveLocale: () => fs.readFileSync(locale, "utf-8"),
};
const result = {};
for (const style of styles) {
  const engine = new CSL.Engine(sys, fs.readFileSync(style, "utf-8"), "en-US");
  engine.setOutputFormat("text");
  engine.updateItems([...byId.keys()]);
  const [about, entries] = engine.makeBibliography();
  result[path.basename(style, ".csl")] = {
    errors: about.bibliography_errors.length,
    entries: Object.fromEntries(about.entry_ids.map(([id], at) => [id, entries[at].trim()])),
  };
}
fs.writeSync(1, JSON.stringify(result));
