/** The words that staff read for the desk's closed lists. */
import type { ActionShape, Availability, CustomerRef, EscalationReason, Outcome, Priority, Status, StaffEvent, PromiseEnd, Wait } from "../staff.gen";
import { languageName } from "./locale";
import type { Tone } from "./pieces";
import { toolName, toolOutcome } from "./tools";

export const REASON_WORDS: Record<EscalationReason, string> = {
  customer_request: "Asked for a person",
  rule: "By rule",
  sensitive_topic: "Sensitive topic",
  frustration: "Frustrated",
  repetition: "Asked again",
  not_helpful: "Answer did not help",
  low_confidence: "Low confidence",
  missing_knowledge: "Not in the articles",
  unsupported_request: "Bot cannot do this",
  policy_restriction: "Held back by policy",
  tool_failure: "Tool failed",
  bot_error: "Bot error",
  turn_limit: "Too many turns",
  usage_limit: "Usage limit",
  unclassified: "No clear reason",
};

export const REASON_TONES: Record<EscalationReason, Tone> = {
  customer_request: "accent",
  rule: "neutral",
  sensitive_topic: "warn",
  frustration: "warn",
  repetition: "warn",
  not_helpful: "warn",
  low_confidence: "neutral",
  missing_knowledge: "neutral",
  unsupported_request: "neutral",
  policy_restriction: "neutral",
  tool_failure: "bad",
  bot_error: "bad",
  turn_limit: "neutral",
  usage_limit: "neutral",
  unclassified: "neutral",
};

export const OUTCOME_WORDS: Record<Outcome, string> = {
  resolved_by_bot: "Resolved by bot",
  resolved_by_bot_assumed: "Resolved by bot (assumed)",
  resolved_by_agent: "Resolved by agent",
  abandoned_in_queue: "Left while waiting",
  abandoned_in_chat: "Left during chat",
  unanswered: "Unanswered",
  left_email: "Left an e-mail address",
  spam: "Spam",
  merged: "Merged",
};

export const OUTCOME_TONES: Record<Outcome, Tone> = {
  resolved_by_bot: "bot",
  resolved_by_bot_assumed: "bot",
  resolved_by_agent: "ok",
  abandoned_in_queue: "bad",
  abandoned_in_chat: "warn",
  unanswered: "bad",
  left_email: "neutral",
  spam: "neutral",
  merged: "neutral",
};

export const STATUS_WORDS: Record<Status, string> = {
  bot: "With the assistant",
  queued: "Waiting",
  assigned: "With an agent",
  snoozed: "Snoozed",
  resolved: "Resolved",
  closed: "Closed",
};

export const STATUS_TONES: Record<Status, Tone> = {
  bot: "bot",
  queued: "warn",
  assigned: "accent",
  snoozed: "neutral",
  resolved: "ok",
  closed: "neutral",
};

export const PRIORITY_WORDS: Record<Priority, string> = { 1: "Urgent", 2: "High priority", 3: "Normal priority", 4: "Low priority" };

export const PRIORITY_TONES: Record<Priority, Tone> = { 1: "bad", 2: "warn", 3: "neutral", 4: "neutral" };
export const PROMISE_WORDS: Record<PromiseEnd, string> = {
  kept: "Kept",
  broken: "Broken",
  left: "Left before",
};

export const AVAILABILITY_WORDS: Record<Availability, string> = {
  online: "Online",
  busy: "Busy",
  away: "Away",
  offline: "Offline",
};

/** A wait as the customer was told it. */
export function waitWords({ low_s, high_s }: Wait): string {
  const [low, high] = [low_s / 60, high_s / 60];
  return low === high || low === 0 ? `${high} min` : `${low}–${high} min`;
}

type Change = Exclude<StaffEvent, { type: "message.posted" | "note.posted" | "message.read" }>;

export function isChange(event: StaffEvent): event is Change {
  return !["message.posted", "note.posted", "message.read"].includes(event.type);
}

function because(reason: string): string {
  return reason === "" ? "" : `: ${reason}`;
}

function from(previous: { name: string } | null): string {
  return previous ? ` from ${previous.name}` : "";
}

/** One line that says what happened, who did it, and the reason that was given. */
export function changeWords(event: Change): string {
  const who = event.actor.kind === "bot" ? "The assistant" : event.actor.name || "The desk";
  switch (event.type) {
    case "conversation.opened":
      return `${who} opened the conversation`;
    case "conversation.escalated":
      return event.actor.kind === "customer"
        ? `${who} asked for a person`
        : `${who} passed it to people · ${REASON_WORDS[event.data.reason]}`;
    case "conversation.summarised":
      return `${who} summed it up`;
    case "conversation.offered":
      return offeredWords(event, who);
    case "conversation.offer_ended":
      return offerEndedWords(event, who);
    case "conversation.assigned":
      return assignedWords(event, who);
    case "conversation.taken_over":
      return `${who} took over${from(event.data.previous_agent)}`;
    case "conversation.transferred":
      return transferredWords(event, who);
    case "conversation.requeued":
      return `${who} returned it to the queue${because(event.data.reason)}`;
    case "conversation.routed":
      return routedWords(event);
    case "agent.nudged":
      return `${event.data.agent.name} was reminded: the customer waits for an answer`;
    case "conversation.handed_back":
      return `${who} handed it back to the assistant${because(event.data.reason)}`;
    case "conversation.snoozed":
      return `${who} snoozed it`;
    case "conversation.woken":
      return `It came back from snooze${because(event.data.reason)}`;
    case "conversation.resolved":
      return `${who} resolved it · ${OUTCOME_WORDS[event.data.outcome]}`;
    case "conversation.reopened":
      return `${who} reopened it · episode ${event.data.episode}`;
    case "conversation.closed":
      return `${who} closed it${because(event.data.reason)}`;
    case "conversation.email_left":
      return `${who} left ${event.data.email} for a reply, in case they are gone`;
    case "customer.identified":
      return identifiedWords(event.data.customer);
    case "conversation.promise_broken":
      return `The customer waits longer than the ${waitWords(event.data.promise.wait)} they were told`;
    case "conversation.rated":
      return `${who} rated it ${event.data.score} of 5`;
    case "action.proposed":
      return `${who} prepared: ${toolName(event.data.action.tool)}`;
    case "action.decided":
      return `${who} ${event.data.action.status} it: ${toolName(event.data.action.tool)}${because(event.data.action.reason)}`;
    case "action.ended":
      return endedWords(event.data.action);
  }
}

/** What the site says of a customer beside the name, always in the same order. */
export function saidOf({ attributes = {} }: CustomerRef): [name: string, value: string][] {
  return Object.entries(attributes).sort(([one], [other]) => one.localeCompare(other));
}

function identifiedWords(customer: CustomerRef): string {
  const more = saidOf(customer).map(([name, value]) => `${name}: ${value}`);
  return [`The site says who it is: ${customer.name}`, ...more].join(" · ");
}

function routedWords({ data }: Extract<Change, { type: "conversation.routed" }>): string {
  const skills = Object.entries(data.skills).map(([skill, level]) => `${skill} (level ${level})`);
  const asks = [PRIORITY_WORDS[data.priority], data.team?.name, data.language && languageName(data.language), ...skills];
  return `Routed: ${asks.filter(Boolean).join(" · ")}${because(data.reason)}`;
}

function endedWords({ tool, status, outcome }: ActionShape): string {
  return status === "done" ? `Done: ${toolName(tool)}` : `Failed: ${toolName(tool)} · ${toolOutcome(outcome)}`;
}

function assignedWords(event: Extract<Change, { type: "conversation.assigned" }>, who: string): string {
  const agent = event.data.agent?.name ?? "an agent";
  if (hasAccepted(event)) return `${who} accepted it`;
  return event.data.decision ? `Assigned to ${agent}` : `${who} assigned it to ${agent}`;
}

/** Whoever is given something by their own act has accepted an offer. */
function hasAccepted(event: Extract<Change, { type: "conversation.assigned" | "conversation.transferred" }>): boolean {
  return event.data.agent !== null && event.data.agent.id === event.actor.id;
}

function transferredWords(event: Extract<Change, { type: "conversation.transferred" }>, who: string): string {
  const { agent, team, skill, reason, previous_agent } = event.data;
  if (hasAccepted(event)) return `${who} accepted it${from(previous_agent)}${because(reason)}`;
  const queue = skill === "" ? (team?.name ?? "the queue") : `whoever knows ${skill}`;
  return `${who} transferred it to ${agent?.name ?? queue}${because(reason)}`;
}

/** Ada, Bob and Cleo. */
export function namesOf(agents: readonly { name: string }[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(agents.map(({ name }) => name));
}

function offeredWords(event: Extract<Change, { type: "conversation.offered" }>, who: string): string {
  const { offers } = event.data;
  const names = namesOf(offers.map(({ agent }) => agent));
  return offers[0]?.kind === "transfer" ? `${who} asked ${names} to take it${because(offers[0].request)}` : `Offered to ${names}`;
}

function offerEndedWords(event: Extract<Change, { type: "conversation.offer_ended" }>, who: string): string {
  const { agents, answer, reason } = event.data;
  const names = namesOf(agents);
  if (answer === "declined") return `${who} declined it${because(reason)}`;
  return answer === "expired" ? `${names} did not answer in time` : `${who} does not ask ${names} any more`;
}
