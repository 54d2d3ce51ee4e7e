/* Prints as JSON the ids of the answers to questions by the parts of an index, which are read from the
   standard input. */
import { readFileSync } from "node:fs";
import { indexOfParts, plain } from "./engine.mjs";

const { parts, questions } = JSON.parse(readFileSync(0, "utf8"));
const index = await indexOfParts(parts);
const places = (question) => [...index.find(question).answers].map(({ entry }) => entry.anchor);
process.stdout.write(JSON.stringify(questions.map((question) => plain(places(question).slice(0, 5)))));
