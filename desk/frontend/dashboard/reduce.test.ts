import { describe, expect, test } from "vitest";
import type { Inbox, StaffSnapshot } from "../shared/staff.gen";
import { posted, resolved, row } from "../shared/staff_fixtures";
import { start } from "./fixtures";
import { reduce } from "./reduce";
import { orderChanges, unreadCount } from "./select";

const COUNTS = { mine: 2, offers: 0, queue: 0, bot: 0, all: 2, snoozed: 0, resolved: 0 };

function inbox(conversations: Inbox["conversations"]): Inbox {
  return { conversations, counts: COUNTS, version: 7, cursor: null };
}

function snapshot(change = {}): StaffSnapshot {
  const conversation = row("a", { head: 3, last_customer_seq: 3, ...change });
  const events = [1, 2, 3].map((seq) => posted("a", seq, `2026-01-01T10:0${seq}:00Z`));
  return { conversation, events, head: 3, has_earlier: false };
}

describe("rows", () => {
  test("an event that follows brings its row up to date", () => {
    const state = reduce(start([row("a")]), { type: "row.changed", event: posted("a", 2, "2026-01-01T11:00:00Z") });
    expect(state.rows["a"]).toMatchObject({ head: 2, last_customer_seq: 2, waiting_since: "2026-01-01T11:00:00Z" });
    expect(unreadCount(state)).toBe(1);
  });

  test("an event after a gap leaves the row to the server", () => {
    const before = start([row("a")]);
    const after = reduce(before, { type: "row.changed", event: posted("a", 5, "2026-01-01T11:00:00Z") });
    expect(after.rows["a"]).toBe(before.rows["a"]);
  });

  test("a page never takes a row back", () => {
    const before = start([row("a", { head: 9 })]);
    const action = { type: "list.loaded", view: "mine", inbox: inbox([row("a", { head: 4 })]), asked: {}, isMore: false } as const;
    expect(reduce(before, action).rows["a"]?.head).toBe(9);
  });

  test("a first page drops the rows that left the view, but not those that came while it was made", () => {
    const asked = start([row("gone"), row("stays")]);
    const came = reduce(asked, { type: "row.changed", event: posted("stays", 2, "2026-01-01T11:00:00Z") });
    const action = { type: "list.loaded", view: "mine", inbox: inbox([]), asked: asked.rows, isMore: false } as const;
    expect(Object.keys(reduce(came, action).rows)).toEqual(["stays"]);
  });

  test("a further page keeps the first", () => {
    const before = start([row("a")]);
    const action = { type: "list.loaded", view: "mine", inbox: inbox([row("b")]), asked: before.rows, isMore: true } as const;
    expect(Object.keys(reduce(before, action).rows)).toEqual(["a", "b"]);
  });
});

describe("the order on the screen", () => {
  const rows = [row("a", { waiting_since: "2026-01-01T10:00:00Z" }), row("b")];

  test("follows the longest wait", () => {
    const event = posted("b", 2, "2026-01-01T09:00:00Z");
    expect(reduce(start(rows), { type: "row.changed", event }).shown).toEqual(["b", "a"]);
  });

  test("stands still while it is held, and says how much would change", () => {
    const held = reduce(start(rows), { type: "list.held", isHeld: true });
    const changed = reduce(held, { type: "row.changed", event: posted("b", 2, "2026-01-01T09:00:00Z") });
    expect(changed.shown).toEqual(["a", "b"]);
    expect(orderChanges(changed)).toBe(2);
    expect(reduce(changed, { type: "list.ordered" }).shown).toEqual(["b", "a"]);
    expect(reduce(changed, { type: "list.held", isHeld: false }).shown).toEqual(["b", "a"]);
  });

  test("is made anew for another view even while it is held", () => {
    const held = reduce(start([row("a"), row("b", { status: "queued", agent: null })]), { type: "list.held", isHeld: true });
    expect(reduce(held, { type: "route.changed", route: { view: "queue", id: null } }).shown).toEqual(["b"]);
  });

  test("a row that leaves the view leaves the list", () => {
    const event = resolved("a", 2, "2026-01-01T11:00:00Z");
    expect(reduce(start(rows), { type: "row.changed", event }).shown).toEqual(["b"]);
  });
});

describe("the thread", () => {
  const asked = reduce(start([]), { type: "thread.asked", id: "a" });

  test("a snapshot opens it and brings its row", () => {
    const state = reduce(asked, { type: "thread.opened", snapshot: snapshot() });
    expect(state.thread).toMatchObject({ phase: "ready", newFrom: null });
    expect(state.rows["a"]?.head).toBe(3);
  });

  test("the first unread message is marked where somebody has read before", () => {
    const state = reduce(asked, { type: "thread.opened", snapshot: snapshot({ staff_read_seq: 1 }) });
    expect(state.thread?.newFrom).toBe(2);
  });

  test("a snapshot of another conversation is not heard", () => {
    const other = reduce(start([]), { type: "thread.asked", id: "b" });
    expect(reduce(other, { type: "thread.opened", snapshot: snapshot() })).toBe(other);
  });

  test("events move the thread and its row together, and end the typing of who posted", () => {
    const opened = reduce(asked, { type: "thread.opened", snapshot: snapshot() });
    const author = { kind: "customer", id: "customer-1", name: "customer" } as const;
    const typing = reduce(opened, { type: "thread.typing", id: "a", author, isOn: true });
    expect(typing.thread?.typing).toHaveLength(1);
    const after = reduce(typing, { type: "thread.applied", id: "a", events: [posted("a", 4, "2026-01-01T10:05:00Z")] });
    expect(after.thread?.events).toHaveLength(4);
    expect(after.thread?.typing).toEqual([]);
    expect(after.rows["a"]?.head).toBe(4);
  });
});

test("a draft is kept for each conversation and forgotten when it is empty", () => {
  const written = reduce(start([row("a")]), { type: "draft.changed", id: "a", draft: { reply: "Hello" } });
  expect(written.drafts["a"]).toEqual({ mode: "reply", reply: "Hello", note: "" });
  expect(reduce(written, { type: "draft.changed", id: "a", draft: { reply: "" } }).drafts).toEqual({});
});
