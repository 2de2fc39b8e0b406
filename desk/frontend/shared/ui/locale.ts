/** Dates and numbers as an English reader of this region writes them, since staff pages are in English. */
export const LOCALE = navigator.language.startsWith("en") ? navigator.language : "en-GB";

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
