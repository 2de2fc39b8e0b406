import { describe, expect, it } from "vitest";
import type { CustomerConversation, CustomerSnapshot, WidgetEvent } from "./events.gen";
import { itemsOf, newestForeignSeq, unreadMessages } from "./items";
import { reduce } from "./reduce";
import { FIRST_STATE, type Action, type AppState } from "./state";

const conversation: CustomerConversation = {
  id: "c",
  head: 1,
  status: "bot",
  opened_at: "2026-05-20T09:00:00Z",
  agent: null,
  episode: 1,
  staff_read_seq: 0,
  customer_read_seq: 0,
  rating: null,
  reply_email: null,
};

const snapshot: CustomerSnapshot = { conversation, events: [], head: 1, has_earlier: false, queue: null };

function posted(seq: number, kind: "customer" | "bot" | "agent", at = `2026-05-20T12:${String(seq).padStart(2, "0")}:00Z`): WidgetEvent {
  const author = { kind, id: null, name: kind };
  const message = { id: `m${seq}`, author, text: `text ${seq}`, client_id: null, sources: [], choices: [], turn_id: null, is_stopped: false };
  return { type: "message.posted", conversation_id: "c", seq, at, actor: author, data: { message } };
}

function changed(seq: number, type: "conversation.escalated" | "conversation.assigned", name: string | null): WidgetEvent {
  const status = type === "conversation.escalated" ? "queued" : "assigned";
  const actor = { kind: "system", id: null, name: "" } as const;
  return { type, conversation_id: "c", seq, at: "2026-05-20T12:30:00Z", actor, data: { status, agent: name ? { name } : null } };
}

function rated(seq: number, score: number): WidgetEvent {
  const actor = { kind: "customer", id: null, name: "" } as const;
  return { type: "conversation.rated", conversation_id: "c", seq, at: "2026-05-20T12:40:00Z", actor, data: { score, comment: "" } };
}

const after = (...actions: Action[]): AppState => actions.reduce(reduce, FIRST_STATE);
const loaded: Action = { type: "thread.loaded", snapshot, isOpening: true };
const place = (position: number) => ({ position, agents_online: 1, wait: null, why_worse: null, opens_at: null });

describe("the widget's state", () => {
  it("follows the conversation through its events", () => {
    const state = after(loaded, { type: "events.applied", events: [posted(2, "customer"), changed(3, "conversation.assigned", "Kim")] });
    expect(state.thread?.conversation).toEqual({ ...conversation, head: 3, status: "assigned", agent: { name: "Kim" } });
    expect(state.thread?.events.map((event) => event.seq)).toEqual([2, 3]);
  });

  it("keeps the address for an answer", () => {
    const actor = { kind: "customer", id: null, name: "" } as const;
    const left: WidgetEvent = { type: "conversation.email_left", conversation_id: "c", seq: 2, at: "2026-05-20T12:40:00Z", actor, data: { email: "a@b.example", customer_email: null } };
    expect(after(loaded, { type: "events.applied", events: [left] }).thread?.conversation.reply_email).toBe("a@b.example");
  });

  it("shows no place in line once a person is there", () => {
    const state = after(
      loaded,
      { type: "events.applied", events: [changed(2, "conversation.escalated", null)] },
      { type: "queue.moved", id: "c", place: place(1) },
      { type: "events.applied", events: [changed(3, "conversation.assigned", "Kim")] },
    );
    expect(state.thread?.queue).toBeNull();
  });

  it("stops asking for a person when the bot is no longer responsible", () => {
    const state = after(loaded, { type: "human.asked" }, { type: "events.applied", events: [changed(2, "conversation.escalated", null)] });
    expect(state.isAskingForHuman).toBe(false);
  });

  it("ignores a place in line of another conversation", () => {
    expect(after(loaded, { type: "queue.moved", id: "other", place: place(1) }).thread?.queue).toBeNull();
  });

  it("puts earlier events before the ones it has", () => {
    const state = after(
      loaded,
      { type: "events.applied", events: [posted(5, "bot")] },
      { type: "earlier.loaded", page: { events: [posted(4, "customer")], has_earlier: false } },
    );
    expect(state.thread?.events.map((event) => event.seq)).toEqual([4, 5]);
  });
});

describe("what a thread shows", () => {
  it("names the day once and groups what one person writes within three minutes", () => {
    const items = itemsOf([posted(1, "bot"), posted(2, "bot"), posted(9, "bot"), posted(10, "customer")]);
    expect(items.map((item) => item.kind)).toEqual(["day", "message", "message", "message", "message"]);
    const edges = items.flatMap((item) => (item.kind === "message" ? [[item.isFirst, item.isLast]] : []));
    expect(edges).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it("tells of changes in sentences, and of a rating once", () => {
    const items = itemsOf([changed(1, "conversation.assigned", "Kim"), rated(2, 4), rated(3, 4)]);
    const lines = items.flatMap((item) => (item.kind === "line" ? [item.line.key] : []));
    expect(lines).toEqual(["line.joined", "line.rated"]);
  });

  it("counts as unread what others wrote after the read mark", () => {
    const events = [posted(1, "customer"), posted(2, "bot"), posted(3, "agent"), posted(4, "customer")];
    expect(unreadMessages(events, 2).map((message) => message.id)).toEqual(["m3"]);
    expect(newestForeignSeq(events)).toBe(3);
  });
});
