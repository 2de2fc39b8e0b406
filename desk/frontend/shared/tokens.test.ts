import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const CSS = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const TOKENS = new Map([...CSS.matchAll(/^ {2}(--[\w-]+): (.+);$/gm)].map((match) => [match[1] ?? "", match[2] ?? ""]));
const THEMES = ["light", "dark"] as const;

type Theme = (typeof THEMES)[number];

/** The colour that a token comes to in a theme. */
function colour(name: string, theme: Theme): string {
  const value = TOKENS.get(name) ?? "";
  const link = /^var\((--[\w-]+)\)$/.exec(value);
  if (link) return colour(link[1] ?? "", theme);
  const pair = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value);
  return (pair ? pair[theme === "light" ? 1 : 2] : value) ?? "";
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const TEXT: readonly (readonly [string, string])[] = [
  ...["--bg", "--surface", "--raised", "--sunken", "--hover", "--pressed", "--accent-soft", "--note-bg"].flatMap(
    (surface) => [["--text", surface], ["--text-soft", surface]] as const,
  ),
  ["--accent-ink", "--accent"],
  ["--accent-ink", "--accent-hover"],
  ["--accent-text", "--surface"],
  ["--accent-text", "--bg"],
  ["--accent-text", "--accent-soft"],
  ["--indigo-12", "--accent-soft"],
  ["--indigo-12", "--accent-soft-hover"],
  ["--accent-ink", "--bad-solid"],
  ["--bad-text", "--surface"],
  ["--bad-text", "--raised"],
  ["--bad-text", "--note-bg"],
  ["--bad-text", "--bad-soft"],
  ["--bad-ink", "--bad-soft"],
  ["--warn-text", "--warn-soft"],
  ["--warn-text", "--note-bg"],
  ["--ok-text", "--ok-soft"],
  ["--bot-text", "--bot-soft"],
  ["--bot-text", "--surface"],
  ["--text", "--bot-soft"],
  ["--text", "--thumb"],
  ["--note-text", "--note-bg"],
  ["--note-text", "--warn-soft"],
];

describe.each(THEMES)("in the %s theme", (theme) => {
  test.each(TEXT)("%s can be read on %s", (ink, surface) => {
    expect(contrast(colour(ink, theme), colour(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["--focus", "--control-line"])("%s can be seen on every surface", (name) => {
    for (const surface of ["--bg", "--surface", "--raised"]) {
      expect(contrast(colour(name, theme), colour(surface, theme))).toBeGreaterThanOrEqual(3);
    }
  });
});

test("the steps are those of Radix Colors", () => {
  const steps = [...TOKENS.keys()].filter((name) => /^--(slate|indigo|red|amber|green|teal)-\d+$/.test(name));
  for (const step of steps) {
    const scale = step.split("-")[2];
    const [light = "", dark = ""] = [`${scale}.css`, `${scale}-dark.css`].map((file) =>
      readFileSync(new URL(`../../../node_modules/@radix-ui/colors/${file}`, import.meta.url), "utf8"),
    );
    const value = (css: string) => new RegExp(`${step}: (#\\w+)`).exec(css)?.[1];
    expect(TOKENS.get(step)).toBe(`light-dark(${value(light)}, ${value(dark)})`);
  }
});
