/* How a text becomes words: folding, signs, figures, and scripts without spaces. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { engine, plain, terms } from "./engine.mjs";

/* One test for each row of [text, the words that it must give]. */
function table(name, rows) {
  describe(name, () => {
    for (const [text, expected] of rows) test(text, () => assert.deepEqual(terms(text), expected));
  });
}

table("folding: one form for all spellings of a word", [
  ["Éloge ÉLOGE éloge", ["eloge", "eloge", "eloge"]],
  ["organised organized Organisation", ["organized", "organized", "organization"]],
  ["analyse analysing", ["analyze", "analyzing"]],
  ["labour neighbourhoods coloured", ["labor", "neighborhoods", "colored"]],
  ["centre sceptres", ["center", "scepters"]],
  ["metre kilometres litres theatre", ["meter", "kilometers", "liters", "theater"]],
  ["defence licences", ["defense", "licenses"]],
  ["travelled traveller", ["traveled", "traveler"]],
  ["dialogue catalogues", ["dialog", "catalogs"]],
  ["programme judgement grey", ["program", "judgment", "gray"]],
  ["art. 3, paras 4, Sept", ["article", "3", "paragraph", "4", "september"]],
  ["hour four our", ["hour", "four", "our"]],
  ["river's rivers’ don't", ["rivers", "rivers", "dont"]],
  ["Ｗｉｄｅ ﬁsh", ["wide", "fish"]],
]);

table("figures: with or without what separates thousands", [
  ["2,914", ["2914"]],
  ["2 914", ["2914"]],
  ["2\u00a0914\u202f500", ["2914500"]],
  ["12.5 per cent", ["12.5", "per", "cent"]],
  ["1,2", ["1", "2"]],
  ["1st 2nd 3rd 14th", ["1", "2", "3", "14"]],
]);

table("signs: in parts and in one piece", [
  ["Z/RIV/25/63", ["z", "riv", "25", "63", "zriv2563"]],
  ["U.S. rivers", ["u", "s", "us", "rivers"]],
  ["well-known", ["well", "known", "wellknown"]],
  ["one - two", ["one", "two"]],
  ["A/1 B/2", ["a", "1", "a1", "b", "2", "b2"]],
]);

table("scripts without spaces: each two neighbours are a word", [
  ["강물소리", ["강물", "물소", "소리"]],
  ["강", ["강"]],
  ["河川", ["河川"]],
  ["ab강물cd", ["ab", "강물", "cd"]],
  ["川の音", ["川の", "の音"]],
]);

test("words know where they stand", () => {
  const text = "the 강물소리, Éloge Z/1";
  const places = plain(engine.words(text)).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(places, ["the", "강물", "물소", "소리", "Éloge", "Z", "1", "Z/1"]);
});

test("a run of neighbours has one number, and the next run another", () => {
  const runs = plain(engine.words("강물소리 물결치 x")).map((word) => word.run);
  assert.deepEqual(runs, [1, 1, 1, 2, 2, undefined]);
});

test("characters outside of the basic plane are not cut", () => {
  assert.deepEqual(terms("𠀀𠀁𠀂"), ["𠀀𠀁", "𠀁𠀂"]);
  assert.deepEqual(
    plain(engine.words("𠀀𠀁𠀂")).map(({ start, end }) => [start, end]),
    [
      [0, 4],
      [2, 6],
    ],
  );
});

describe("languages", () => {
  for (const [text, hint, expected] of [
    ["A river", "", [["A river", ""]]],
    [
      "The word 강 물 and 河川",
      "",
      [
        ["The word ", ""],
        ["강 물", "ko"],
        [" and ", ""],
        ["河川", "zh"],
      ],
    ],
    ["河川", "ko", [["河川", "ko"]]],
    ["強制", "zh", [["強制", "zh-Hant"]]],
    ["強制", "ja", [["強制", "ja"]]],
    ["强制", "zh", [["强制", "zh"]]],
    ["河川", "fr", [["河川", "zh"]]],
    ["川の音", "zh", [["川の音", "ja"]]],
    ["", "", []],
  ]) {
    test(`${text || "nothing"} (${hint || "no hint"})`, () => {
      assert.deepEqual(plain(engine.languages(text, hint)), expected);
    });
  }
});

describe("excerpt", () => {
  const excerpt = (text, found, length) => plain(engine.excerpt(text, new Set(found), length));
  const whole = (pieces) => pieces.map(([piece]) => piece).join("");

  test("marks what was found", () => {
    assert.deepEqual(excerpt("one two three", ["two"]), [
      ["one ", false],
      ["two", true],
      [" three", false],
    ]);
  });

  test("marks a word that was found by its stem", () => {
    assert.deepEqual(excerpt("many rivers", ["river"]), [
      ["many ", false],
      ["rivers", true],
    ]);
  });

  test("does not mark words that every text is full of", () => {
    assert.deepEqual(excerpt("the river", ["the", "river"]), [
      ["the ", false],
      ["river", true],
    ]);
  });

  test("marks neighbouring pairs once", () => {
    assert.deepEqual(
      excerpt("강물소리", ["강물", "물소", "소리"])
        .map(([piece]) => piece)
        .join(""),
      "강물소리",
    );
  });

  test("takes the part with most of what was found, cut between words", () => {
    const text = `river ${"fillers ".repeat(60)}river bank ${"fillers ".repeat(60)}`;
    const pieces = excerpt(text, ["river", "bank"], 100);
    assert.equal(pieces[0][0], "… ");
    assert.match(pieces[1][0], /^fillers /u);
    assert.match(pieces.at(-2)[0], /fillers$/u);
    assert.equal(pieces.at(-1)[0], " …");
    assert.deepEqual(
      pieces.filter(([, marked]) => marked).map(([piece]) => piece),
      ["river", "bank"],
    );
    assert.ok(whole(pieces).length < 120);
  });

  test("loses nothing of a short text", () => {
    const text = "A river, its bank; and “more”.";
    assert.equal(whole(excerpt(text, ["river", "more"])), text);
  });
});

describe("sentence", () => {
  const sentence = (text, found) => engine.sentence(text, new Set(found));

  test("is the one with most of what was found, without pinpoints and its full stop", () => {
    const text = "A river runs. A river has a bank of sand (p. 3), and more. A bank closed.";
    assert.equal(sentence(text, ["river", "bank"]), "A river has a bank of sand");
    assert.equal(sentence(text, ["river"]), "A river runs");
  });

  test("is nothing where nothing was found", () => {
    assert.equal(sentence("A river runs.", ["ferri"]), "");
  });
});
