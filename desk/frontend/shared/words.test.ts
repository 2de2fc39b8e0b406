import { describe, expect, it } from "vitest";
import { direction, translator } from "./i18n";
import { ago, dayLabel, duration } from "./time";

describe("sentences", () => {
  const t = translator("en", { line: "{name} joined", wait: { one: "{count} person", other: "{count} people" } });

  it("are filled with values", () => {
    expect(t("line", { name: "Sam" })).toBe("Sam joined");
  });

  it("take the plural form of the language", () => {
    expect([t("wait", { count: 1 }), t("wait", { count: 3 })]).toEqual(["1 person", "3 people"]);
  });

  it("fall back to the base catalogue", () => {
    expect(translator("de", { line: "Hello" }, {})("line")).toBe("Hello");
  });

  it("know which way a language runs", () => {
    expect([direction("ar-EG"), direction("de")]).toEqual(["rtl", "ltr"]);
  });
});

describe("times", () => {
  const now = new Date(2026, 4, 20, 12, 0, 0);

  it("name today and yesterday", () => {
    expect(dayLabel(now.toISOString(), "en", now)).toBe("today");
    expect(dayLabel(new Date(2026, 4, 19, 23, 0).toISOString(), "en", now)).toBe("yesterday");
    expect(dayLabel(new Date(2026, 4, 2).toISOString(), "en", now)).toBe("Saturday, May 2");
  });

  it("say how long ago", () => {
    expect(ago(new Date(2026, 4, 20, 11, 55).toISOString(), "en", now)).toBe("5 min. ago");
  });

  it("run like a clock", () => {
    expect([7, 250, 3_753].map(duration)).toEqual(["0:07", "4:10", "1:02:33"]);
  });
});
