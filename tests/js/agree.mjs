/* Prints as JSON what the engine makes of texts and of parts of an index, which are read from the standard
   input: the words of each text with their positions, their shards, and the answers to questions. */
import { readFileSync } from "node:fs";
import { Index, KINDS, RULES, engine, placesOf, plain, titles } from "./engine.mjs";

const { texts = [], shards = 1, han = "", parts, questions = [] } = JSON.parse(readFileSync(0, "utf8"));
const empty = new engine.Index({ rules: RULES, shards, pages: [] }, KINDS);
empty.add("asian", { words: [], han });
const places = texts.map(placesOf);
const numbers = places.flat().map(([word]) => (word ? empty.shardOf(word) : null));
const answers = parts && questions.map((question) => plain(titles(new Index(parts), question)));
process.stdout.write(JSON.stringify({ places, shards: numbers, answers }));
