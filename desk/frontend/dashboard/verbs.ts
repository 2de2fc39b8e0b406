/** Which verbs a conversation's status allows; the server decides in the end. */
import type { StaffConversation, Status } from "../shared/staff.gen";

export type Verb =
  | "take_over"
  | "assign"
  | "transfer"
  | "requeue"
  | "hand_back"
  | "snooze"
  | "wake"
  | "resolve"
  | "reopen"
  | "close";

/** What is done about offers; whether that can be says the offer, not the status. */
export type OfferVerb = "accept_offer" | "decline_offer" | "take_back_offer";

const ALLOWED: Record<Status, readonly Verb[]> = {
  bot: ["take_over", "resolve", "close"],
  queued: ["take_over", "assign", "hand_back", "resolve", "close"],
  assigned: ["take_over", "transfer", "requeue", "hand_back", "snooze", "resolve", "close"],
  snoozed: ["take_over", "transfer", "requeue", "hand_back", "wake", "resolve", "close"],
  resolved: ["reopen", "close"],
  closed: [],
};

export function allows(conversation: StaffConversation, verb: Verb, me: string): boolean {
  if (verb === "take_over" && conversation.agent?.id === me) return false;
  return ALLOWED[conversation.status].includes(verb);
}

/** Who may write to the customer: people, once people are responsible. */
export function mayReply(conversation: StaffConversation): boolean {
  return conversation.status === "assigned" || conversation.status === "snoozed";
}
