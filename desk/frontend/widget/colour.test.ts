import { describe, expect, it } from "vitest";
import { contrast, inkOn, parse, textOn } from "./colour";

const at = (colour: string) => parse(colour) as [number, number, number];
const colours = ["#3e63dd", "#1f93ff", "#ffc53d", "#30a46c", "#000", "#fff", "#808080", "#e5484d", "#747474", "#0af"];

describe("an accent", () => {
  it.each(colours)("%s takes an ink that can be read on it", (colour) => {
    expect(contrast(at(colour), at(inkOn(colour)))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(colours)("%s becomes text that can be read on light and dark", (colour) => {
    for (const background of ["#ffffff", "#f0f0f3", "#18191b", "#212225"]) {
      expect(contrast(at(textOn(colour, background)), at(background))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("keeps white ink wherever that is readable", () => {
    expect(inkOn("#3e63dd")).toBe("#ffffff");
  });

  it("that is no colour is taken as the default", () => {
    expect(inkOn("url(x)")).toBe("#ffffff");
  });
});
