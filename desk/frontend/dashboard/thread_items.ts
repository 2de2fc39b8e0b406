/** What the thread shows, made from its events: messages, notes, folded activity, separators. */
import type { ActionShape, StaffEvent, StaffMessage } from "../shared/staff.gen";
import { dayKey } from "../shared/time";
import { isChange } from "../shared/ui/words";

export type Change = Exclude<StaffEvent, { type: "message.posted" | "note.posted" | "message.read" | "action.proposed" }>;

export type Item =
  | { kind: "day"; key: string; at: string }
  | { kind: "new"; key: string }
  | { kind: "message"; key: string; seq: number; at: string; message: StaffMessage; isFirst: boolean }
  | { kind: "action"; key: string; action: ActionShape }
  | { kind: "activity"; key: string; changes: readonly Change[] };

const GROUP_MS = 3 * 60_000;

interface Building {
  items: Item[];
  day: string;
}

function addDay(building: Building, at: string): void {
  const day = dayKey(at);
  if (day === building.day) return;
  building.day = day;
  building.items.push({ kind: "day", key: `day-${day}`, at });
}

/** A message that follows its author's last one within three minutes belongs to the same group. */
function opensGroup(last: Item | undefined, message: StaffMessage, at: string): boolean {
  if (last?.kind !== "message" || last.message.is_note !== message.is_note) return true;
  const { author } = last.message;
  if (author.kind !== message.author.kind || author.id !== message.author.id) return true;
  return Date.parse(at) - Date.parse(last.at) > GROUP_MS;
}

function addMessage(building: Building, event: StaffEvent, message: StaffMessage): void {
  const isFirst = opensGroup(building.items.at(-1), message, event.at);
  building.items.push({ kind: "message", key: message.client_id, seq: event.seq, at: event.at, message, isFirst });
}

function addChange(building: Building, change: Change): void {
  const last = building.items.at(-1);
  if (last?.kind !== "activity") {
    building.items.push({ kind: "activity", key: `activity-${change.seq}`, changes: [change] });
    return;
  }
  building.items[building.items.length - 1] = { ...last, changes: [...last.changes, change] };
}

/** What was prepared, as it stands after the newest event about it. */
function newestActions(events: readonly StaffEvent[]): ReadonlyMap<string, ActionShape> {
  const told = events.flatMap((event) => ("action" in event.data ? [event.data.action] : []));
  return new Map(told.map((action) => [action.id, action]));
}

export function threadItems(events: readonly StaffEvent[], newFrom: number | null): Item[] {
  const building: Building = { items: [], day: "" };
  const actions = newestActions(events);
  for (const event of events) {
    if (event.type === "message.read") continue;
    addDay(building, event.at);
    if (event.seq === newFrom) building.items.push({ kind: "new", key: "new" });
    if (event.type === "action.proposed") {
      const { action } = event.data;
      building.items.push({ kind: "action", key: action.id, action: actions.get(action.id) ?? action });
    } else if (isChange(event)) addChange(building, event);
    else addMessage(building, event, event.data.message);
  }
  return building.items;
}
