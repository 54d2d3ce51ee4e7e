// Give files to Zotero's own translators, and print what came in and what Zotero said of it.
//
//   node zotero.js TRANSLATION_SERVER FILE...
//
// TRANSLATION_SERVER is a copy of zotero/translation-server with its modules and packages. HTML is
// translated as a web page, all else imported. Printed is one JSON object: by file the translator,
// the items (notes within them), and the complaints.
"use strict";

const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const [root, ...files] = process.argv.slice(2).map((name) => path.resolve(name));
const COMPLAINT = /field not valid for type|Unknown CSL type|discarded item|not currently supported/;

function webPage(Translate, file) {
  const { JSDOM } = createRequire(path.join(root, "x.js"))("jsdom");
  const { window } = new JSDOM(fs.readFileSync(file, "utf-8"), { url: `https://site.example${file}` });
  createRequire(path.join(root, "x.js"))("wicked-good-xpath").install(window, true);
  const translate = new Translate.Web();
  translate.setDocument(window.document);
  translate.setHandler("select", (_translate, items, callback) => callback(items));
  return translate;
}

function fileToImport(Translate, file) {
  const translate = new Translate.Import();
  translate.setString(fs.readFileSync(file, "utf-8"));
  return translate;
}

async function translateFile(Translate, file) {
  const translate = (file.endsWith(".html") ? webPage : fileToImport)(Translate, file);
  const [translator] = await translate.getTranslators();
  translate.setTranslator(translator);
  const complaints = [];
  const debug = Zotero.debug;
  Zotero.debug = (message) => {
    if (COMPLAINT.test(String(message))) complaints.push(String(message));
  };
  const found = await translate.translate({ libraryID: 1 });
  const items = found.map((item) => {
    const [main, ...notes] = Zotero.Utilities.Item.itemToAPIJSON(item);
    return { ...main, id: item.itemID, notes: notes.map((note) => note.note) };
  });
  Zotero.debug = debug;
  return { translator: translator.label, items, complaints };
}

async function main() {
  process.chdir(root);
  process.env.NODE_ENV = "test";
  require(path.join(root, "src/zotero"));
  require(path.join(root, "src/debug")).init(0);
  await require(path.join(root, "src/translators")).init();
  const Translate = require(path.join(root, "src/translation/translate"));
  const result = {};
  for (const file of files) result[file] = await translateFile(Translate, file);
  fs.writeSync(1, JSON.stringify(result));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
