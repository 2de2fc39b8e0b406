import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { translator, type Translate } from "../shared/i18n";
import english from "./locales/en.json";
import type { Session } from "./session";

export type Key = keyof typeof english & string;

/** The languages there is a catalogue for. */
const CATALOGUES = { en: english };

/** The language to speak: what was asked for, else what the browser prefers, else English. */
export function chooseLocale(wanted: string, preferred: readonly string[]): string {
  const candidates = wanted === "auto" ? preferred : [wanted, ...preferred];
  return candidates.find((locale) => language(locale) in CATALOGUES) ?? "en";
}

export function speak(locale: string): Translate<Key> {
  return translator(locale, english, CATALOGUES[language(locale)]);
}

function language(locale: string): keyof typeof CATALOGUES {
  return locale.split("-")[0] as keyof typeof CATALOGUES;
}

export interface WidgetConfig {
  inbox: {
    key: string;
    name: string;
    greeting: string;
    bot_name: string;
    suggestions: string[];
    accent: string;
    privacy: string;
  };
  /** Whether there is an assistant to go back to. */
  has_bot: boolean;
  message_limit: number;
  demo: boolean;
}

/** What every part of the widget may need. */
export interface Desk {
  session: Session;
  config: WidgetConfig;
  t: Translate<Key>;
  locale: string;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk outside of the app");
  return desk;
}
