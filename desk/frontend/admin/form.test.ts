import { describe, expect, test } from "vitest";
import { article } from "./fixtures";
import { formOf, isSame, mistakes, settled, textOf, withQuestion } from "./form";

const FORM = formOf(article());

describe("the form", () => {
  test("what is read and sent again says the same", () => {
    const { title, slug, body, aliases, example_questions, language, tags, audience } = article({ tags: ["a", "b c"], aliases: ["x"] });
    const said = { title, slug, body, aliases, example_questions, language, tags, audience };

    expect(textOf(formOf(article(said)))).toEqual(said);
  });

  test("empty lines, spaces and doubles in a list say nothing", () => {
    const typed = { ...FORM, example_questions: "  how do I return something \n\nhow do I return something\n", tags: "returns, ,returns" };

    expect(textOf(typed).example_questions).toEqual(["how do I return something"]);
    expect(isSame(typed, FORM)).toBe(true);
  });

  test("a question is adopted once, whatever its capitals", () => {
    const once = withQuestion(FORM, "Can I send it back?");

    expect(textOf(once).example_questions).toEqual(["how do I return something", "Can I send it back?"]);
    expect(withQuestion(once, "can i send it BACK?")).toBe(once);
  });

  test.each([
    ["title", { title: "  " }],
    ["title", { title: "x".repeat(201) }],
    ["body", { body: "x".repeat(50_001) }],
    ["example_questions", { example_questions: `short\n${"x".repeat(501)}` }],
    ["language", { language: "" }],
  ] as const)("a mistake is told beside the %s", (field, change) => {
    expect(Object.keys(mistakes({ ...FORM, ...change }))).toEqual([field]);
  });

  test("nothing is wrong with what fits exactly", () => {
    expect(mistakes({ ...FORM, title: "x".repeat(200), body: "y".repeat(50_000) })).toEqual({});
  });

  test("what was typed while it was stored stays", () => {
    const sent = { ...FORM, title: " New title " };
    const typed = { ...sent, body: "Typed meanwhile" };

    expect(settled(typed, sent, { ...FORM, title: "New title", slug: "new-title" })).toEqual({ ...typed, slug: "new-title" });
  });
});
