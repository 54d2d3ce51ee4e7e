/* Prints as JSON the data of a script of the search index, which is read from the standard input. */
import { readFileSync } from "node:fs";
import vm from "node:vm";

const STATIC = new URL("../../src/sphinx_evidence/search/static/", import.meta.url);
const realm = vm.createContext({ TextDecoder, atob });
vm.runInContext(readFileSync(new URL("search-unpack.js", STATIC), "utf8"), realm);
vm.runInContext(readFileSync(0, "utf8"), realm);
let pauses = 0;
const pause = async () => {
  pauses += 1;
};
const data = await realm.unpackSearch(realm.bookSearch.packed, pause);
process.stdout.write(JSON.stringify({ data, pauses }));
