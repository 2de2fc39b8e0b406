/** One ordered story of a session, made of its events, its decisions and the bot's turns. */
import type { DecisionShape, Session, StaffEvent, TurnShape } from "../shared/staff.gen";
import { isChange } from "../shared/ui/words";
import type { Depth } from "./state";

export type Change = Exclude<StaffEvent, { type: "message.posted" | "note.posted" | "message.read" }>;

export type Entry =
  | { kind: "message"; key: string; at: string; event: Extract<StaffEvent, { type: "message.posted" | "note.posted" }> }
  | { kind: "change"; key: string; at: string; event: Change }
  | { kind: "read"; key: string; at: string; event: Extract<StaffEvent, { type: "message.read" }> }
  | { kind: "decision"; key: string; at: string; decision: DecisionShape }
  | { kind: "turn"; key: string; at: string; turn: TurnShape }
  | { kind: "gap"; key: string; at: string; seconds: number };

const GAP_S = 60;

const ALWAYS = new Set(["conversation.opened", "conversation.rated", "conversation.resolved", "conversation.closed"]);

function entryOf(event: StaffEvent): Entry {
  const base = { key: `event-${event.seq}`, at: event.at };
  if (event.type === "message.read") return { ...base, kind: "read", event };
  return isChange(event) ? { ...base, kind: "change", event } : { ...base, kind: "message", event };
}

/** Decisions that no event tells of: the engine found nobody. */
function looseDecisions(session: Session): Entry[] {
  const told = new Set(session.timeline.map((event) => ("decision" in event.data ? event.data.decision?.id : undefined)));
  return session.decisions
    .filter((decision) => !told.has(decision.id))
    .map((decision) => ({ kind: "decision", key: `decision-${decision.id}`, at: decision.at, decision }));
}

/** Turns that led to no message and no escalation: failed, superseded or still running. */
function looseTurns(session: Session): Entry[] {
  const told = new Set(
    session.timeline.map((event) => {
      if (event.type === "message.posted") return event.data.message.how?.turn_id;
      return event.type === "conversation.escalated" ? event.data.how?.turn_id : undefined;
    }),
  );
  return session.turns
    .filter((turn) => !told.has(turn.id))
    .map((turn) => ({ kind: "turn", key: `turn-${turn.id}`, at: turn.created_at, turn }));
}

function isShown(entry: Entry, depth: Depth): boolean {
  if (entry.kind === "message") return depth !== "messages" || !entry.event.data.message.is_note;
  if (entry.kind === "change") return depth !== "messages" || ALWAYS.has(entry.event.type);
  if (entry.kind === "decision") return depth !== "messages";
  return entry.kind === "gap" || depth === "internals";
}

/** Says where the customer waited a minute or longer for an answer. */
function withGaps(entries: readonly Entry[]): Entry[] {
  const told: Entry[] = [];
  let since: string | null = null;
  for (const entry of entries) {
    if (entry.kind === "message" && !entry.event.data.message.is_note) {
      const isCustomer = entry.event.data.message.author.kind === "customer";
      const seconds = since === null ? 0 : (Date.parse(entry.at) - Date.parse(since)) / 1_000;
      if (!isCustomer && seconds >= GAP_S) told.push({ kind: "gap", key: `gap-${entry.key}`, at: entry.at, seconds });
      since = isCustomer ? (since ?? entry.at) : null;
    }
    told.push(entry);
  }
  return told;
}

export function timeline(session: Session, depth: Depth): Entry[] {
  const entries = [...session.timeline.map(entryOf), ...looseDecisions(session), ...looseTurns(session)];
  const inOrder = entries
    .map((entry, place) => ({ entry, place }))
    .sort((one, other) => Date.parse(one.entry.at) - Date.parse(other.entry.at) || one.place - other.place)
    .map(({ entry }) => entry);
  return withGaps(inOrder).filter((entry) => isShown(entry, depth));
}
