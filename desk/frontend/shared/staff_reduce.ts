import type { StaffConversation, StaffEvent, StaffMessage } from "./staff.gen";

const PREVIEW_LENGTH = 140;

/** The state of a conversation after one more event, as staff see it. The same rules are in Python. */
export function reduceStaff(conversation: StaffConversation, event: StaffEvent): StaffConversation {
  if (event.type === "conversation.opened") {
    return { ...event.data.conversation, head: event.seq, updated_at: event.at };
  }
  const moved = { ...conversation, ...responsibility(event), head: event.seq, updated_at: event.at };
  return { ...moved, ...consequences(moved, event) };
}

type Change = Partial<StaffConversation>;

/** Who is responsible after the event, where the event says so. */
function responsibility(event: StaffEvent): Change {
  if (!("status" in event.data)) return {};
  const { status, agent, team } = event.data;
  return { status, agent, team, status_since: event.at, snoozed_until: null, offers: [] };
}

/** What else follows from the event. */
function consequences(conversation: StaffConversation, event: StaffEvent): Change {
  switch (event.type) {
    case "message.posted":
      return { ...lastMessage(event.data.message, event.at), ...waiting(conversation, event) };
    case "note.posted":
      return lastMessage(event.data.message, event.at);
    case "message.read":
      return event.data.reader === "customer"
        ? { customer_read_seq: event.data.read_seq }
        : { staff_read_seq: event.data.read_seq };
    case "conversation.escalated":
      return {
        escalation_reason: event.data.reason,
        packet: event.data.packet,
        waiting_since: event.data.waiting_since,
      };
    case "conversation.summarised":
      return { packet: event.data.packet };
    case "conversation.routed":
      return { team: event.data.team, priority: event.data.priority, skills: event.data.skills };
    case "conversation.offered":
      return { offers: [...conversation.offers, ...event.data.offers] };
    case "conversation.offer_ended":
      return { offers: conversation.offers.filter(({ agent }) => !event.data.agents.some(({ id }) => id === agent.id)) };
    case "conversation.email_left":
      return { customer: { ...conversation.customer, email: event.data.customer_email } };
    case "customer.identified":
      return { customer: event.data.customer };
    case "conversation.snoozed":
      return { snoozed_until: event.data.until };
    case "conversation.resolved":
      return { outcome: event.data.outcome, waiting_since: null };
    case "conversation.closed":
      return { outcome: event.data.outcome ?? conversation.outcome, waiting_since: null };
    case "conversation.reopened":
      return {
        episode: event.data.episode,
        outcome: null,
        rating: null,
        escalation_reason: null,
        packet: null,
        waiting_since: null,
      };
    case "conversation.rated":
      return { rating: { score: event.data.score, comment: event.data.comment } };
    default:
      return {};
  }
}

function lastMessage(message: StaffMessage, at: string): Change {
  const folded = message.text.split(/\s+/u).filter(Boolean).join(" ");
  const preview = [...folded].slice(0, PREVIEW_LENGTH).join("");
  return { last_message: { author_kind: message.author.kind, preview, at, is_note: message.is_note } };
}

/** Since when the customer has waited for an answer, after a message. */
function waiting(conversation: StaffConversation, event: StaffEvent & { type: "message.posted" }): Change {
  switch (event.data.message.author.kind) {
    case "customer":
      return { waiting_since: conversation.waiting_since ?? event.at, last_customer_seq: event.seq };
    case "agent":
      return { waiting_since: null };
    case "bot":
      return conversation.status === "bot" ? { waiting_since: null } : {};
    default:
      return {};
  }
}
