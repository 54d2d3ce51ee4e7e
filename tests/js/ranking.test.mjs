/* The answers to queries, and their order. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { corrections, indexOf, indexOfPages, indexOfParts, partsOf, plain, titles } from "./engine.mjs";

const FILLER = Array.from({ length: 12 }, (_, number) => ({
  title: `Filler ${"bcdefghijklm"[number]}`,
  text: "Nothing of note: what there is, it is a thing of the sort.",
}));

describe("words", () => {
  test("a word is found by its stem, by both spellings and without accents", async () => {
    const index = await indexOf([{ title: "One", text: "They were returned, organised as an éloge." }, ...FILLER]);
    for (const question of ["returning", "organized", "ELOGE", "éloges"])
      assert.deepEqual(titles(index, question), ["One"]);
  });

  test("in another language, what is in English comes after what is not", async () => {
    const page = { part: "Part", title: "A" };
    const index = await indexOfPages([
      { ...page, address: "../b.html", english: true, entries: [{ title: "강 meadow", text: "강 강 강" }] },
      { ...page, address: "a.html", entries: [{ title: "밭", text: "넓은 강" }, ...FILLER] },
    ]);
    assert.deepEqual(titles(index, "강"), ["밭", "강 meadow"]);
  });

  test("a section is found by what readers ask it for, which is no phrase of its text", async () => {
    const index = await indexOf([{ title: "One", text: "A meadow.", questions: ["where cows graze"] }, ...FILLER]);
    assert.deepEqual(titles(index, "cow grazing "), ["One"]);
    assert.deepEqual(titles(index, '"meadow"'), ["One"]);
    assert.deepEqual(titles(index, '"cows graze"'), []);
  });

  test("whoever asks for a meaning, or only for a name, gets the term before sections", async () => {
    const index = await indexOf([
      { title: "Crossing rivers by fords", text: "One old ford of fords, and fords." },
      { kind: "term", title: "Ford, shallow place", names: ["Ford"], text: "Where one can wade." },
      ...FILLER,
    ]);
    assert.equal(titles(index, "old ford ")[0], "Crossing rivers by fords");
    for (const question of ["ford", "what is a ford", "ford meaning", "ford 是什么"])
      assert.equal(titles(index, question)[0], "Ford, shallow place", question);
  });

  test("the last word may be unfinished, but none before it", async () => {
    const index = await indexOf([{ title: "One", text: "lighthouse" }, { title: "Two", text: "harbour" }, ...FILLER]);
    assert.deepEqual(titles(index, "lighth"), ["One"]);
    assert.deepEqual(titles(index, "lighth "), []);
    assert.deepEqual(titles(index, "lighth harbour"), ["Two"]);
  });

  test("a rare word counts for more than a frequent one", async () => {
    const often = Array.from({ length: 8 }, (_, number) => ({ title: `Often ${number}`, text: "harbour" }));
    const index = await indexOf([...often, { title: "Rare", text: "lighthouse" }, ...FILLER]);
    assert.equal(titles(index, "harbour lighthouse")[0], "Rare");
  });

  test("an answer that holds more of the question comes first", async () => {
    const index = await indexOf([
      { title: "One", text: "harbour" },
      { title: "Both", text: "a harbour of old, and a lighthouse" },
      { title: "Other", text: "lighthouse" },
      ...FILLER,
    ]);
    assert.equal(titles(index, "harbour lighthouse")[0], "Both");
  });

  test("the words of an id count, but are no phrase of the text", async () => {
    const index = await indexOf([{ title: "Not by bridge", anchor: "ferries-at-the-ford" }, ...FILLER]);
    assert.deepEqual(titles(index, "ferry ford"), ["Not by bridge"]);
    assert.deepEqual(titles(index, '"at the ford"'), []);
  });

  test("the id of a row is no word", async () => {
    const index = await indexOf([{ title: "One", anchor: "row-ferry", kind: "row" }, ...FILLER]);
    assert.deepEqual(titles(index, "ferry"), []);
  });

  test("short forms without their apostrophe are not corrected", async () => {
    const index = await indexOf([{ title: "One", text: "the ferry waits" }, { title: "Want" }, ...FILLER]);
    assert.equal(titles(index, "the ferry won't")[0], "One");
    assert.deepEqual(corrections(index, "the ferry won't"), []);
  });

  test("a title that is the question comes before one that only holds it", async () => {
    const index = await indexOf([{ title: "River bank and meadow" }, { title: "River bank" }, ...FILLER]);
    assert.deepEqual(titles(index, "river bank"), ["River bank", "River bank and meadow"]);
  });
});

describe("kinds", () => {
  test("a section comes before a claim and a term of the same words, a source after them", async () => {
    const kinds = ["source", "claim", "term", "section"];
    const index = await indexOf([...kinds.map((kind) => ({ title: "Harbour", text: kind, kind })), ...FILLER]);
    const found = [...index.find("harbour").answers].map(({ entry }) => entry.kind);
    assert.deepEqual([found[0], found.at(-1), found.length], ["section", "source", 4]);
  });

  test("sources come after all other answers, however well they fit", async () => {
    const index = await indexOf([
      { title: "Harbour and lighthouse", kind: "source" },
      { title: "Some text", text: "a harbour" },
      ...FILLER,
    ]);
    assert.deepEqual(titles(index, "old harbour lighthouse wall"), ["Some text", "Harbour and lighthouse"]);
  });

  test("a source that the question names comes first: by title, symbol or author", async () => {
    const source = {
      title: "Harbour and lighthouse: a history",
      names: ["Keeper and Light 1987"],
      text: "Z/RIV/25/63",
      kind: "source",
    };
    const text = { title: "Some text", text: "a harbour with a lighthouse, 25 or 63, a keeper and a light" };
    const index = await indexOf([source, text, ...FILLER]);
    for (const question of ["harbour and lighthouse", "harbour and lighthouse: a history", "Z/RIV/25/63", "Keeper and Light"])
      assert.equal(titles(index, question)[0], source.title, question);
    for (const question of ["harbour", "light"]) assert.equal(titles(index, question)[0], "Some text", question);
  });

  test("a title of the book comes before a source of the same name", async () => {
    const index = await indexOf([{ title: "Harbour", kind: "source" }, { title: "Harbour" }, ...FILLER]);
    assert.deepEqual([...index.find("harbour").answers].map(({ entry }) => entry.kind), ["section", "source"]);
  });

  test("a long list of terms is no answer, unless it is asked for", async () => {
    const terms = Array.from({ length: 11 }, (_, at) => ({ title: `Term ${at}`, names: [`Term ${at}`], kind: "term" }));
    const index = await indexOf([{ title: "All our words", text: "harbour" }, ...terms]);
    assert.deepEqual(titles(index, "harbour"), []);
    assert.equal(titles(index, "all our words")[0], "All our words");
  });

  test("a word that only sources hold is not asked of the text", async () => {
    const entries = [{ title: "Some text", text: "a harbour" }, ...FILLER];
    const source = { title: "Of lanterns", kind: "source" };
    const index = await indexOf([...entries, source]);
    assert.deepEqual(titles(index, "harbour lanterns"), ["Some text", "Of lanterns"]);
  });

  test("a claim is inside the answer of its section, unless claims are asked for", async () => {
    const index = await indexOf([
      { title: "Inside", anchor: "inside" },
      { title: "A harbour stood here", kind: "claim", section: "inside" },
      ...FILLER,
    ]);
    const [answer] = index.find("harbour").answers;
    assert.equal(answer.entry.title, "Inside");
    assert.deepEqual(plain(answer.inside.map(({ entry }) => entry.title)), ["A harbour stood here"]);
    const alone = index.find("harbour", () => true, false).answers;
    assert.deepEqual(plain([...alone].map(({ entry }) => entry.title)), ["A harbour stood here"]);
  });

  test("a page of data comes first where data is asked for", async () => {
    const page = { part: "", contributing: false };
    const pages = [
      {
        ...page,
        entries: [{ title: "On harbours", text: "harbours" }],
      },
      {
        ...page,
        entries: [
          { title: "Table of harbours", anchor: "b", text: "harbours" },
          { title: "1987", kind: "row", anchor: "r", section: "b" },
        ],
      },
    ];
    const index = await indexOfPages(pages);
    assert.equal(titles(index, "harbours")[0], "On harbours");
    assert.equal(titles(index, "harbours spreadsheet")[0], "Table of harbours");
  });

  test("only what is chosen answers", async () => {
    const index = await indexOf([
      { title: "One", text: "harbour" },
      { title: "Two", text: "harbour", kind: "claim" },
    ]);
    assert.deepEqual(
      titles(index, "harbour", (entry) => entry.kind === "claim"),
      ["Two"],
    );
  });

  test("equals keep the order of the book", async () => {
    const index = await indexOf(["A", "B", "C", "D"].map((name) => ({ title: `Part ${name}`, text: "harbour" })));
    assert.deepEqual(titles(index, "harbour"), ["Part A", "Part B", "Part C", "Part D"]);
  });
});

describe("figures and signs", () => {
  test("a figure is found however it is written", async () => {
    const index = await indexOf([
      { title: "One", text: "They were 2,914 in all." },
      { title: "Two", text: "They were 29 or 14." },
      ...FILLER,
    ]);
    for (const question of ["2914", "2,914", "2 914"]) assert.deepEqual(titles(index, question), ["One"]);
  });

  test("a figure is never completed, a word is", async () => {
    const index = await indexOf([{ title: "One", text: "They were 2914, with lanterns." }, ...FILLER]);
    assert.deepEqual(titles(index, "29"), []);
    assert.deepEqual(titles(index, "lant"), ["One"]);
  });

  test("a day in figures is the day in words", async () => {
    const index = await indexOf([
      { title: "That day", text: "On 9 October 2023." },
      { title: "Another", text: "In 2023, of 10 and 09." },
      ...FILLER,
    ]);
    assert.equal(titles(index, "2023-10-09")[0], "That day");
  });

  test("a sign that the book has in one piece is not looked for in parts", async () => {
    const index = await indexOf([
      { title: "Parts", text: "Z, RIV, 25, 63; Z, RIV, 25, 63" },
      { title: "Sign", text: "as Z/RIV/25/63 says" },
      ...FILLER,
    ]);
    assert.deepEqual(titles(index, "Z/RIV/25/63"), ["Sign"]);
    assert.deepEqual(titles(index, "RIV 25/63").sort(), ["Parts", "Sign"]);
    assert.deepEqual(titles(index, "zriv2563"), ["Sign"]);
  });
});

describe("Korean and Chinese", () => {
  test("a word is found within a longer one", async () => {
    const index = await indexOf([
      { title: "One", text: "큰강물소리가 난다" },
      { title: "Two", text: "산바람" },
      ...FILLER,
    ]);
    assert.deepEqual(titles(index, "강물"), ["One"]);
    assert.deepEqual(titles(index, "물소리"), ["One"]);
  });

  test("pairs that follow each other come first", async () => {
    const index = await indexOf([
      { title: "Apart", text: "강물 그리고 물소" },
      { title: "Word", text: "강물소" },
      ...FILLER,
    ]);
    assert.deepEqual(titles(index, "강물소"), ["Word", "Apart"]);
  });
});

describe("everyday words", () => {
  const WORDS = [[["ferry"], ["river taxi", "craft", "나룻배", "渡船", "渡し船"]]];
  const han = "為为國国国国";

  const everyday = (entries) => indexOf(entries, { words: WORDS, han });

  const BOOK = [{ title: "Crossing", text: "They took a ferry." }, ...FILLER];

  test("lead to the words of the book, in any language", async () => {
    const index = await everyday(BOOK);
    for (const question of ["river taxi", "craft?", "나룻배를 타다", "渡船", "渡し船とは"])
      assert.deepEqual(titles(index, question), ["Crossing"], question);
    assert.deepEqual(corrections(index, "craft"), []);
  });

  test("of one Korean syllable are no part of a longer word", async () => {
    const index = await indexOf([
      { title: "Terms", names: ["강"], kind: "term" },
      { title: "Far", text: "강" },
      ...FILLER,
    ]);
    assert.deepEqual(titles(index, "강").sort(), ["Far", "Terms"]);
    assert.deepEqual(titles(index, "강재로"), []);
  });

  test("that only ask are no part of the question", async () => {
    const index = await everyday([...BOOK, { title: "Questions", text: "무엇 什么 what is true" }]);
    for (const question of ["나룻배가 무엇인가요", "什么是渡船", "渡し船とは何ですか", "is it true there was a ferry"])
      assert.equal(titles(index, question)[0], "Crossing", question);
  });

  test("are the same in simplified, traditional and Japanese characters", async () => {
    const index = await everyday([{ title: "Reasons", text: "为国" }, ...FILLER]);
    for (const question of ["为国", "為國", "為国"]) assert.deepEqual(titles(index, question), ["Reasons"]);
  });
});

describe("phrases", () => {
  test("words in quotation marks must stand in this order", async () => {
    const index = await indexOf([
      { title: "Right", text: "the old river bank" },
      { title: "Wrong", text: "the bank of the old river" },
      ...FILLER,
    ]);
    for (const question of ['"river bank"', "“river bank”", "«river bank»"])
      assert.deepEqual(titles(index, question), ["Right"]);
    assert.deepEqual(titles(index, "river bank").sort(), ["Right", "Wrong"]);
  });

  test("a phrase does not reach from one field into the next", async () => {
    const index = await indexOf([{ title: "Old river", text: "Bank of sand" }, ...FILLER]);
    assert.deepEqual(titles(index, '"river bank"'), []);
  });

  test("a sentence that quotes other words than the text is looked for by its words", async () => {
    const index = await indexOf([{ title: "Bank", text: "the bank of the old river" }, ...FILLER]);
    assert.deepEqual(titles(index, '"river bank"'), []);
    assert.deepEqual(titles(index, 'who says "river bank"'), ["Bank"]);
  });

  test("an open quotation mark is no phrase", async () => {
    const index = await indexOf([{ title: "One", text: "bank of the river" }, ...FILLER]);
    assert.deepEqual(titles(index, '"river bank'), ["One"]);
  });
});

describe("other words for one thing", () => {
  const TERMS = [{ title: "Ferry", names: ["ferry", "river boat", "나룻배"], kind: "term", anchor: "ferry" }];

  test("a term is found by its other forms, of one word or several", async () => {
    const index = await indexOf([...TERMS, { title: "Text", text: "They took a ferry." }, ...FILLER]);
    for (const question of ["river boat", "riverboat", "나룻배"])
      assert.ok(titles(index, question).includes("Text"), question);
  });

  test("the word itself comes before its synonym", async () => {
    const texts = [
      { title: "B", text: "took a river boat then" },
      { title: "A", text: "took a ferry then" },
    ];
    const index = await indexOf([...TERMS, ...texts, ...FILLER]);
    const found = titles(index, "ferry", (entry) => entry.kind === "section");
    assert.deepEqual(found, ["A", "B"]);
  });
});

describe("words that the book does not have", () => {
  test("the nearest word is looked for, and named", async () => {
    const index = await indexOf([{ title: "One", text: "lighthouse" }, ...FILLER]);
    assert.deepEqual(titles(index, "lighthuose"), ["One"]);
    assert.deepEqual(corrections(index, "lighthuose"), [["lighthuose", ["lighthouse"]]]);
  });

  test("a short word may be further by one letter, a long one by two", async () => {
    const index = await indexOf([{ title: "One", text: "boats lighthouse" }, ...FILLER]);
    assert.deepEqual(plain(index.nearest("boets")), ["boats"]);
    assert.deepEqual(plain(index.nearest("beets")), []);
    assert.deepEqual(plain(index.nearest("lighdhoose")), ["lighthouse"]);
    assert.deepEqual(plain(index.nearest("lixxxhouse")), []);
  });

  test("a word with the stem of another one may be a slip", async () => {
    const index = await indexOf([{ title: "One", text: "a defector" }, { title: "Two", text: "some defects" }, ...FILLER]);
    assert.deepEqual(corrections(index, "defecter"), [["defecter", ["defector"]]]);
    for (const form of ["defectors", "defect", "defects"]) assert.deepEqual(corrections(index, form), [], form);
  });

  test("nothing is guessed for short words, figures and other scripts", async () => {
    const index = await indexOf([{ title: "One", text: "boat 1987 강물소리" }, ...FILLER]);
    for (const word of ["bot", "1986", "강믈"]) assert.deepEqual(plain(index.nearest(word)), []);
  });

  test("the commoner of two words that are equally near is named first", async () => {
    const index = await indexOf([
      { title: "One", text: "ferret" },
      ...["a", "b", "c"].map((name) => ({ title: name, text: "ferries" })),
      { title: "Two", text: "ferrel" },
      { title: "Three", text: "ferrel" },
    ]);
    assert.deepEqual(plain(index.nearest("ferrex")), ["ferrel", "ferret"]);
  });

  test("a word that only a source has is corrected too", async () => {
    const source = { title: "Lighthuose", kind: "source" };
    const index = await indexOf([{ title: "One", text: "lighthouse" }, source, ...FILLER]);
    assert.deepEqual(titles(index, "keeper on an old lighthuose"), ["One", "Lighthuose"]);
  });

  test("a term that is asked for by its Korean name comes before a text that has it", async () => {
    const term = { title: "Market", names: ["강시장"], kind: "term" };
    const index = await indexOf([{ title: "Text", text: "강시장" }, term, ...FILLER]);
    const { answers } = index.find("강시장이 뭐예요", () => true, false);
    assert.deepEqual(plain([...answers].map(({ entry }) => entry.title)), ["Market", "Text"]);
  });
});

describe("questions of readers", () => {
  const ASKED = { title: "Wide water", text: "it is", questions: ["what can we do then", "who may wade here"] };

  test("are found by words that every text is full of", async () => {
    const index = await indexOf([...FILLER, ASKED]);
    assert.equal(titles(index, "what can we do then?")[0], "Wide water");
  });

  test("put their section among the first three, and say so", async () => {
    const texts = Array.from({ length: 6 }, (_, at) => ({ title: `Wade, wade ${at}`, text: "wade here, wade here, may wade" }));
    const index = await indexOf([...texts, { ...ASKED, questions: ["who may wade here, and when and for how long"] }]);
    const { answers } = index.find("who may wade here, and how long");
    const place = [...answers].findIndex(({ entry }) => entry.title === "Wide water");
    assert.ok(place >= 0 && place < 3);
    assert.equal(answers[place].asked, "who may wade here, and when and for how long");
  });

  test("lead to the section whose question is near, by another word of readers for the same thing", async () => {
    const index = await indexOf(
      [{ title: "Roads", questions: ["how tolls are paid"] }, { title: "Crossing", questions: ["how ships are paid"] }, ...FILLER],
      { words: [[["ferry"], ["river taxi", "ship"]]] },
    );
    assert.equal(titles(index, "how are river taxis paid")[0], "Crossing");
  });

  test("that the book does not treat are told so, with five places", async () => {
    const texts = Array.from({ length: 9 }, (_, at) => ({ title: `River bank ${at}`, text: "sand" }));
    const index = await indexOf([...texts, ASKED, ...FILLER]);
    const found = index.find("is there life by a river on Jupiter or Saturn or Neptune");
    assert.deepEqual([found.treated, plain(found.strange), found.answers.length], [false, ["life", "Jupiter", "Saturn", "Neptune"], 5]);
    for (const question of ["river bank", "who may wade", "rivver", "1987"]) assert.ok(index.find(question).treated, question);
  });

  test("with a word of another subject are told so, unless they are near to a phrase of readers", async () => {
    const entries = [{ title: "River bank", text: "sand", questions: ["do ferries carry missiles", "나루에 미사일이 있나"] }, ...FILLER];
    const index = await indexOf(entries, { elsewhere: ["missile", "train times", "미사일"] });
    const found = index.find("river bank missiles");
    assert.deepEqual([found.treated, plain(found.strange)], [false, ["missile"]]);
    assert.deepEqual(plain(index.find("train times at the river bank").strange), ["train times"]);
    assert.equal(index.find("강둑 미사일").treated, false);
    for (const question of ["do ferries carry missiles?", "do the ferries carry missiles", "times of a river bank train"]) {
      assert.ok(index.find(question).treated, question);
    }
  });

  test("do not blame a word that only texts have", async () => {
    const index = await indexOf([{ title: "River bank", text: "in autumn" }, ...FILLER]);
    assert.deepEqual(plain(index.find("autumn on Jupiter and Saturn").strange), ["Jupiter", "Saturn"]);
  });

  test("get what is left out first only if they ask for a way, and what was not found if they ask for that", async () => {
    const pages = [
      { title: "Left out", questions: ["what pilots cost", "how to hire pilots"] },
      { title: "Not found", questions: ["gaps in research on pilots"] },
      { title: "Those who pilot boats", text: "pilots", questions: ["are pilots good"] },
    ];
    const parts = partsOf([{ address: "a.html", title: "A", part: "", entries: [...pages, ...FILLER] }]);
    parts.titles.limits = [0, 1];
    const index = await indexOfParts(parts);
    assert.equal(titles(index, "what are pilots")[0], "Those who pilot boats");
    assert.equal(titles(index, "how to pay pilots")[0], "Left out");
    assert.equal(titles(index, "what pilots cost")[0], "Left out");
    assert.equal(titles(index, "what research on pilots has gaps")[0], "Not found");
  });

  test("are marked by their own words only, and not by those that the book has for them", async () => {
    const index = await indexOf([{ title: "One", text: "a ferry" }, ...FILLER], { words: [[["ferry"], ["river taxi"]]] });
    assert.deepEqual([...index.find("river taxi").terms], []);
    assert.deepEqual([...index.find("ferries").terms], ["ferri"]);
  });
});

describe("the index", () => {
  const PARTS = partsOf([
    {
      address: "a.html",
      title: "A",
      part: "",
      entries: [{ title: "Harbour", questions: ["where boats lie"] }, { title: "Far", text: "lighthouse" }, ...FILLER],
    },
  ]);

  test("has titles before anything else is there", async () => {
    const index = await indexOfParts(PARTS, []);
    assert.deepEqual(titles(index, "harbour lighthouse"), ["Harbour"]);
    assert.deepEqual(plain(index.find("harbour").missing), ["questions"]);
    assert.deepEqual(plain(index.find("항구").missing), ["questions", "asian"]);
  });

  test("has what readers ask before all texts are there", async () => {
    const index = await indexOfParts(PARTS, ["questions"]);
    assert.deepEqual(titles(index, "boats"), ["Harbour"]);
    assert.deepEqual(plain(index.find("boats").missing), ["texts", "others"]);
  });

  test("knows that the book lacks a word only when all parts are there", async () => {
    const index = await indexOfParts(PARTS, ["questions", "texts"]);
    assert.deepEqual(corrections(index, "lighthuose"), []);
    await index.add("others", PARTS.others);
    assert.deepEqual(corrections(index, "lighthuose"), [["lighthuose", ["lighthouse"]]]);
  });

  for (const question of [
    "",
    " ",
    "?",
    '""',
    "/",
    "'",
    "~",
    "constructor",
    "__proto__ toString",
    "(a+)+$",
    "\ud800",
    "𠀀",
    "a".repeat(300),
  ]) {
    test(`answers ${JSON.stringify(question).slice(0, 30)} without failing`, async () => {
      const index = await indexOf([{ title: "One", text: "harbour" }, ...FILLER]);
      assert.deepEqual(
        titles(index, question).filter((title) => title === "One"),
        [],
      );
    });
  }
});
