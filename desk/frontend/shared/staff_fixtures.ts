/** Conversations and events for the tests of the staff apps. */
import type { ActionShape, OpenOffer, StaffConversation, StaffEvent } from "./staff.gen";

export const ME = "kim";

export function row(id: string, change: Partial<StaffConversation> = {}): StaffConversation {
  return {
    id,
    head: 1,
    status: "assigned",
    status_since: "2026-01-01T10:00:00Z",
    opened_at: "2026-01-01T10:00:00Z",
    updated_at: "2026-01-01T10:00:00Z",
    customer: { id: `c-${id}`, name: "Maria", email: null, is_identified: false },
    agent: { id: ME, name: "Kim" },
    team: null,
    priority: 3,
    skills: {},
    episode: 1,
    escalation_reason: null,
    packet: null,
    waiting_since: null,
    snoozed_until: null,
    last_message: null,
    staff_read_seq: 0,
    customer_read_seq: 0,
    last_customer_seq: 0,
    outcome: null,
    rating: null,
    locale: "en",
    page: "",
    previous_id: null,
    offers: [],
    ...change,
  };
}

export function posted(id: string, seq: number, at: string, kind: "customer" | "agent" | "bot" = "customer"): StaffEvent {
  const author = { kind, id: `${kind}-1`, name: kind };
  return {
    type: "message.posted",
    conversation_id: id,
    seq,
    at,
    actor: author,
    data: {
      message: {
        id: `message-${seq}`,
        author,
        text: `Text ${seq}`,
        is_note: false,
        client_id: `client-${seq}`,
        sources: [],
        choices: [],
        is_stopped: false,
        how: null,
      },
    },
  };
}

export function resolved(id: string, seq: number, at: string): StaffEvent {
  return {
    type: "conversation.resolved",
    conversation_id: id,
    seq,
    at,
    actor: { kind: "agent", id: ME, name: "Kim" },
    data: { status: "resolved", agent: null, team: null, outcome: "resolved_by_agent" },
  };
}

export function offerTo(id: string, name: string, change: Partial<OpenOffer> = {}): OpenOffer {
  const at = "2026-01-01T10:00:00Z";
  return { agent: { id, name }, kind: "offer", by: "Assignment engine", at, until: "2026-01-01T10:00:30Z", request: "", ...change };
}

export function offered(id: string, seq: number, ...offers: OpenOffer[]): StaffEvent {
  return {
    type: "conversation.offered",
    conversation_id: id,
    seq,
    at: "2026-01-01T10:00:00Z",
    actor: { kind: "system", id: null, name: "Assignment engine" },
    data: { offers, decision: null },
  };
}

export function declined(id: string, agent: string, name: string, reason: string): StaffEvent {
  return {
    type: "conversation.offer_ended",
    conversation_id: id,
    seq: 3,
    at: "2026-01-01T10:00:10Z",
    actor: { kind: "agent", id: agent, name },
    data: { agents: [{ id: agent, name }], answer: "declined", reason },
  };
}

export function accepted(id: string, agent: string, name: string): StaffEvent {
  return {
    type: "conversation.assigned",
    conversation_id: id,
    seq: 3,
    at: "2026-01-01T10:00:10Z",
    actor: { kind: "agent", id: agent, name },
    data: { status: "assigned", agent: { id: agent, name }, team: null, decision: null },
  };
}

export function action(seq: number, type: "action.proposed" | "action.decided" | "action.ended", change: Partial<ActionShape>): StaffEvent {
  const prepared: ActionShape = {
    id: "cancel",
    tool: "cancel_order",
    description: "Cancels an order.",
    arguments: { order: "1402" },
    status: "proposed",
    episode: 1,
    by: null,
    reason: "",
    outcome: "",
    result: "",
  };
  return {
    type,
    conversation_id: "a",
    seq,
    at: `2026-01-01T10:0${seq}:00Z`,
    actor: { kind: "agent", id: ME, name: "Kim" },
    data: { action: { ...prepared, ...change } },
  };
}
