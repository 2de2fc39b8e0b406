/** A sentence, or one for each plural form of `count`, or for each form of the ordinal number `nth`. */
export type Phrase = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Record<string, Phrase>;
export type Values = Record<string, string | number>;
export type Translate<K extends string = string> = (key: K, values?: Values) => string;

/** Looks sentences up in one language's catalogue; a key that is missing there is looked up in the base one. */
export function translator<C extends Catalogue>(locale: string, base: C, own: Catalogue = base): Translate<keyof C & string> {
  const plurals = new Intl.PluralRules(locale);
  const ordinals = new Intl.PluralRules(locale, { type: "ordinal" });
  const ruleFor = ({ count, nth }: Values) => (nth === undefined ? plurals.select(Number(count ?? 0)) : ordinals.select(Number(nth)));
  return (key, values = {}) => {
    const phrase = own[key] ?? base[key] ?? key;
    return fill(typeof phrase === "string" ? phrase : (phrase[ruleFor(values)] ?? phrase.other ?? ""), values);
  };
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

export function direction(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
}
