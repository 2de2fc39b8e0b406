/** The words and colours of an article's state, and of what the assistant decides. */
import type { ArticleState, BotDecision } from "../shared/staff.gen";
import type { Tone } from "../shared/ui/pieces";

export const STATE_WORDS: Readonly<Record<ArticleState, string>> = {
  draft: "Draft",
  published: "Published",
  changed: "Changed since published",
};

export const STATE_TONES: Readonly<Record<ArticleState, Tone>> = { draft: "neutral", published: "ok", changed: "warn" };

export const DECISION_WORDS: Readonly<Record<BotDecision, string>> = {
  answer: "It answers",
  clarify: "It asks back",
  offer: "It offers a person",
  escalate: "It passes on to a person",
  resolve: "It closes the conversation",
};

export const DECISION_TONES: Readonly<Record<BotDecision, Tone>> = {
  answer: "ok",
  clarify: "accent",
  offer: "warn",
  escalate: "warn",
  resolve: "neutral",
};

/** Languages that are proposed; any other may be typed. */
export const LANGUAGES = ["en", "de", "fr", "es", "pt-BR", "it", "nl", "ja", "ar", "fa"] as const;

export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
