/** Any brand colour may be the accent: what is written on it, or with it, is made readable. */

type Rgb = [number, number, number];

const READABLE = 4.5;
const DARK_INK = "#111113";

export function parse(colour: string): Rgb | null {
  const match = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(colour.trim());
  if (!match?.[1]) return null;
  const hex = match[1].length === 3 ? match[1].replace(/./g, "$&$&") : match[1];
  const value = parseInt(hex, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours as WCAG counts it, from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** White where it can be read on the colour, else near-black, else black: one of them always can. */
export function inkOn(colour: string): string {
  const rgb = parse(colour) ?? [62, 99, 221];
  const found = ["#ffffff", DARK_INK].find((ink) => contrast(rgb, parse(ink) as Rgb) >= READABLE);
  return found ?? "#000000";
}

/** The colour, moved towards black or white until it can be read as text on the background. */
export function textOn(colour: string, background: string): string {
  const back = parse(background) ?? [255, 255, 255];
  const target = luminance(back) > 0.18 ? 0 : 255;
  let rgb = parse(colour) ?? [62, 99, 221];
  for (let step = 0; step < 40 && contrast(rgb, back) < READABLE; step += 1) {
    rgb = rgb.map((channel) => Math.round(channel + (target - channel) * 0.08)) as Rgb;
  }
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
