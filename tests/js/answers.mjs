/* Prints as JSON the titles of the answers to questions by the parts of an index, which are read from the
   standard input. */
import { readFileSync } from "node:fs";
import { indexOfParts, plain, titles } from "./engine.mjs";

const { parts, questions } = JSON.parse(readFileSync(0, "utf8"));
const index = await indexOfParts(parts);
process.stdout.write(JSON.stringify(questions.map((question) => plain(titles(index, question)))));
