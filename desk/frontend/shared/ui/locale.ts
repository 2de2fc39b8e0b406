/** Dates and numbers as an English reader of this region writes them, since staff pages are in English. */
const browser = globalThis.navigator?.language ?? "en-GB"; // tests have no browser
export const LOCALE = browser.startsWith("en") ? browser : "en-GB";

export function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames(LOCALE, { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

export function listNames(names: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: "conjunction" }).format(names);
}
