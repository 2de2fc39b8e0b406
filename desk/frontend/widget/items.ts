import type { Values } from "../shared/i18n";
import { dayKey } from "../shared/time";
import type { CustomerMessage, WidgetEvent } from "./events.gen";
import type { Key } from "./words";

/** What a thread shows, from top to bottom. */
export type Item =
  | { kind: "day"; key: string; at: string }
  | { kind: "line"; key: string; line: Line }
  | { kind: "message"; key: string; seq: number; at: string; message: CustomerMessage; isMine: boolean; isFirst: boolean; isLast: boolean };

export interface Line {
  key: Key;
  values: Values;
}

type MessageItem = Extract<Item, { kind: "message" }>;

const GROUP_MS = 180_000;

export function itemsOf(events: readonly WidgetEvent[]): Item[] {
  const items: Item[] = [];
  let day = "";
  for (const event of events) {
    const item = itemOf(event);
    if (!item) continue;
    if (isSecondRating(item, items.at(-1))) items.pop();
    if (dayKey(event.at) !== day) items.push({ kind: "day", key: `day-${event.seq}`, at: event.at });
    day = dayKey(event.at);
    items.push(grouped(item, items.at(-1)));
  }
  return items;
}

function itemOf(event: WidgetEvent): Item | null {
  const key = `seq-${event.seq}`;
  if (event.type === "message.posted") {
    const { message } = event.data;
    const isMine = message.author.kind === "customer";
    return { kind: "message", key, seq: event.seq, at: event.at, message, isMine, isFirst: true, isLast: true };
  }
  const line = lineOf(event);
  return line && { kind: "line", key, line };
}

/** A comment comes as a second rating: only the newest is told. */
function isSecondRating(item: Item, above: Item | undefined): boolean {
  return item.kind === "line" && item.line.key === "line.rated" && above?.kind === "line" && above.line.key === "line.rated";
}

/** Joins a message to the one above it when the same person wrote both within three minutes. */
function grouped(item: Item, above: Item | undefined): Item {
  if (item.kind !== "message" || above?.kind !== "message" || !isSameGroup(above, item)) return item;
  above.isLast = false;
  return { ...item, isFirst: false };
}

function isSameGroup(above: MessageItem, below: MessageItem): boolean {
  const [one, other] = [above.message.author, below.message.author];
  const gap = Date.parse(below.at) - Date.parse(above.at);
  return one.kind === other.kind && one.name === other.name && gap < GROUP_MS;
}

/** The sentence that tells the customer of a change, if there is one to tell. */
export function lineOf(event: WidgetEvent): Line | null {
  switch (event.type) {
    case "conversation.escalated":
      return line("line.escalated");
    case "conversation.assigned":
    case "conversation.taken_over":
      return event.data.agent && line("line.joined", { name: event.data.agent.name });
    case "conversation.transferred":
      return event.data.agent
        ? line("line.transferred", { name: event.data.agent.name })
        : line("line.transferred_team");
    case "conversation.requeued":
      return line("line.requeued");
    case "conversation.handed_back":
      return line("line.handed_back");
    case "conversation.resolved":
      return line("line.resolved");
    case "conversation.reopened":
      return line("line.reopened");
    case "conversation.closed":
      return line("line.closed");
    case "conversation.email_left":
      return line("line.email_left", { email: event.data.email });
    case "conversation.rated":
      return line("line.rated", { count: event.data.score });
    default:
      return null;
  }
}

function line(key: Key, values: Values = {}): Line {
  return { key, values };
}

/** The newest message, where one has been posted. */
export function newestMessage(events: readonly WidgetEvent[]): CustomerMessage | null {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event?.type === "message.posted") return event.data.message;
  }
  return null;
}

/** The seq of the newest message that the customer did not write, 0 when there is none. */
export function newestForeignSeq(events: readonly WidgetEvent[]): number {
  return events.reduce((seq, event) => (isForeign(event) ? event.seq : seq), 0);
}

/** The messages of others that the customer has not read. */
export function unreadMessages(events: readonly WidgetEvent[], readSeq: number): CustomerMessage[] {
  return events.flatMap((event) => (event.seq > readSeq && isForeign(event) ? [event.data.message] : []));
}

function isForeign(event: WidgetEvent): event is WidgetEvent & { type: "message.posted" } {
  return event.type === "message.posted" && event.data.message.author.kind !== "customer";
}
