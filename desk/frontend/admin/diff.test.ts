import { describe, expect, test } from "vitest";
import { folded, lineDiff, type Line } from "./diff";

const SIGNS = { same: " ", added: "+", removed: "-" } as const;
const written = (lines: readonly Line[]) => lines.map((line) => SIGNS[line.kind] + line.text).join("|");

describe("the difference of two texts", () => {
  test.each([
    ["a\nb\nc", "a\nb\nc", " a| b| c"],
    ["a\nb\nc", "a\nx\nc", " a|-b|+x| c"],
    ["a\nc", "a\nb\nc", " a|+b| c"],
    ["a\nb\nc\nd\ne", "b\nd\nx", "-a| b|-c| d|-e|+x"],
    ["", "a", "+a"],
    ["a", "", "-a"],
    ["a\na", "a", " a|-a"],
  ])("from %j to %j", (before, after, expected) => {
    expect(written(lineDiff(before, after))).toBe(expected);
  });

  test("both texts can be read from it", () => {
    const [before, after] = ["one\ntwo\nthree\nfour\ntwo", "zero\ntwo\nfour\nthree\ntwo\n"];
    const lines = lineDiff(before, after);
    const without = (kind: Line["kind"]) => lines.filter((line) => line.kind !== kind).map((line) => line.text).join("\n");

    expect(without("added")).toBe(before);
    expect(without("removed")).toBe(after);
  });

  test("texts that are too long to compare line by line are told apart as a whole", () => {
    const many = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word} ${at}`).join("\n");

    expect(lineDiff(many("old"), many("new"))).toHaveLength(6_000);
  });
});

test("unchanged lines far from a change become a gap", () => {
  const before = ["1", "2", "3", "4", "5", "6", "7"].join("\n");
  const shown = folded(lineDiff(before, before.replace("7", "seven")));

  expect(shown[0]).toEqual({ kind: "gap", count: 4 });
  expect(shown.slice(1).map((line) => line.kind)).toEqual(["same", "same", "removed", "added"]);
});
