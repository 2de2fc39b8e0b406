import { describe, expect, test, vi } from "vitest";
import { clockOf, emptyRule, itemsOf, minuteOf, moved, pairsOf, pairsText, type RuleForm } from "./forms";
import { ruleWords } from "./words";

vi.hoisted(() => vi.stubGlobal("navigator", { language: "en-GB" }));

const NAMES = { team: (id: string) => (id === "t1" ? "Orders" : "(removed)") };
const rule = (when: Partial<RuleForm["when"]>, then: Partial<RuleForm["then"]>): RuleForm => {
  const empty = emptyRule("A rule");
  return { ...empty, when: { ...empty.when, ...when }, then: { ...empty.then, ...then } };
};

describe("a rule as a sentence", () => {
  test("says what must be so and what follows", () => {
    const said = rule({ reasons: ["customer_request", "frustration"], moods: ["angry"], words: ["refund"] }, { priority: 1, team_id: "t1", skills: { French: 2 } });

    expect(ruleWords(said, NAMES)).toBe(
      "When the reason is “Asked for a person” or “Frustrated”, they sound angry and they write “refund”: priority urgent, to Orders, with French from level 2.",
    );
  });

  test("says what the site must have said of the customer", () => {
    const said = rule({ is_identified: true, attributes: { plan: "gold", country: "DE" } }, { priority: 1 });

    expect(ruleWords(said, NAMES)).toBe(
      "When the site says who they are and the site says plan = gold, country = DE: priority urgent.",
    );
  });

  test("that asks nothing fits always", () => {
    expect(ruleWords(rule({}, {}), NAMES)).toBe("Always: nothing changes yet.");
  });
});

describe("hours", () => {
  test("midnight at the end of a day is its last minute", () => {
    expect([minuteOf("00:00", "start"), minuteOf("00:00", "until"), minuteOf("09:30", "until")]).toEqual([0, 1440, 570]);
    expect([clockOf(0), clockOf(570), clockOf(1440)]).toEqual(["00:00", "09:30", "00:00"]);
  });
});

describe("lists", () => {
  test("an item goes up or down, and stays at either end", () => {
    expect([moved(["a", "b", "c"], 1, -1), moved(["a", "b", "c"], 1, 1)]).toEqual([["b", "a", "c"], ["a", "c", "b"]]);
    expect([moved(["a", "b"], 0, -1), moved(["a", "b"], 1, 1)]).toEqual([["a", "b"], ["a", "b"]]);
  });

  test("pairs are read as they are written, and what has no value is not forgotten", () => {
    const typed = " plan = gold , rank=a=b, country,, ";
    expect(pairsOf(typed)).toEqual({ plan: "gold", rank: "a=b", country: "" });
    expect(pairsOf(pairsText({ plan: "gold", rank: "a=b" }))).toEqual({ plan: "gold", rank: "a=b" });
    expect(pairsOf("")).toEqual({});
  });

  test("spaces, empty items and doubles say nothing", () => {
    expect(itemsOf(" de, en,,de \n")).toEqual(["de", "en"]);
  });
});
