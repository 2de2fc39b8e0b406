/** What a key means. Single keys count only outside fields and dialogs. */
import type { InboxView } from "../shared/staff.gen";

export type Command =
  | "help"
  | "next"
  | "previous"
  | "open"
  | "reply"
  | "note"
  | "take_over"
  | "transfer"
  | "resolve"
  | "context"
  | "leave"
  | `view.${InboxView}`;

export interface Press {
  key: string;
  isInField: boolean;
  isInDialog: boolean;
  /** Whether single keys are turned on; Esc always works. */
  areKeysOn: boolean;
  hasModifier: boolean;
}

export interface Heard {
  command: Command | null;
  /** Whether the next key names a view: G was pressed. */
  isGoing: boolean;
}

const COMMANDS: Record<string, Command> = {
  "?": "help",
  j: "next",
  k: "previous",
  o: "open",
  r: "reply",
  n: "note",
  i: "take_over",
  t: "transfer",
  e: "resolve",
  "]": "context",
  Escape: "leave",
};

const PLACES: Record<string, Command> = {
  m: "view.mine",
  o: "view.offers",
  u: "view.queue",
  a: "view.all",
  b: "view.bot",
  s: "view.snoozed",
  r: "view.resolved",
};

/** The keys as the help shows them. */
export const KEY_WORDS: readonly (readonly [string, string])[] = [
  ["J  K", "Next, previous conversation"],
  ["Enter  O", "Open the conversation in focus"],
  ["R", "Reply"],
  ["N", "Note"],
  ["I", "Take over"],
  ["T", "Transfer…"],
  ["E", "Resolve"],
  ["]", "Show or hide the details"],
  ["G then M O U A B S R", "Go to Mine, Offers, Queue, All open, Bot, Snoozed, Resolved"],
  ["Alt Y  Alt D", "Accept, decline what is offered to you"],
  ["Ctrl/⌘ Enter", "Send"],
  ["Esc", "Leave the text field, close what is open"],
  ["?", "This help"],
];

export function hear(press: Press, isGoing: boolean): Heard {
  const nothing: Heard = { command: null, isGoing: false };
  if (press.hasModifier || press.isInDialog) return nothing;
  if (press.isInField) return press.key === "Escape" ? { command: "leave", isGoing: false } : nothing;
  if (!press.areKeysOn && press.key !== "Escape") return nothing;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (isGoing) return { command: PLACES[key] ?? null, isGoing: false };
  if (key === "g") return { command: null, isGoing: true };
  return { command: COMMANDS[key] ?? null, isGoing: false };
}

/** The letter of a key pressed with Alt alone; some keyboards write another sign with it. */
export function altLetter(event: Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey">): string {
  if (!event.altKey || event.ctrlKey || event.metaKey) return "";
  return (/^[a-z]$/i.test(event.key) ? event.key : event.code.replace("Key", "")).toLowerCase();
}
