import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConversationLog, type LogPage } from "./log";
import { failure, type Result } from "./result";

interface Plain {
  conversation_id: string;
  seq: number;
}

const event = (seq: number): Plain => ({ conversation_id: "c", seq });

function setUp(head: number, server: number[]) {
  const applied: number[] = [];
  const earlier: number[] = [];
  const asked: number[] = [];
  const desk = { isUp: true, limit: 2 };
  const after = async (seq: number): Promise<Result<LogPage<Plain>>> => {
    asked.push(seq);
    if (!desk.isUp) return failure("timeout");
    const rest = server.filter((each) => each > seq);
    const events = rest.slice(0, desk.limit).map(event);
    return { ok: true, value: { events, head: server.at(-1) ?? 0, more: rest.length > desk.limit } };
  };
  const log = new ConversationLog<Plain>(
    "c",
    {
      after,
      before: async (seq) => ({ ok: true, value: { events: [seq - 2, seq - 1].map(event), has_earlier: seq > 3 } }),
      onApplied: (events) => applied.push(...events.map((each) => each.seq)),
      onEarlier: (page) => earlier.push(...page.events.map((each) => each.seq)),
    },
    head,
    head,
  );
  return { applied, earlier, asked, desk, log };
}

describe("a conversation's log", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("applies an event once however often it comes", () => {
    const { log, applied, asked } = setUp(1, [1, 2]);
    log.receive(event(2));
    log.receive(event(2));
    log.receive(event(1));
    expect(applied).toEqual([2]);
    expect(asked).toEqual([]);
  });

  it("holds what comes after a gap and asks for the gap at once, page by page", async () => {
    const { log, applied, asked } = setUp(1, [1, 2, 3, 4, 5, 6]);
    log.receive(event(6));
    expect(applied).toEqual([]);
    await vi.runAllTimersAsync();
    expect(applied).toEqual([2, 3, 4, 5, 6]);
    expect(asked).toEqual([1, 3]);
  });

  it("ignores what belongs to another conversation", () => {
    const { log, applied } = setUp(1, []);
    log.receive({ conversation_id: "other", seq: 2 });
    expect(applied).toEqual([]);
  });

  it("asks when a heartbeat knows of more than it holds", async () => {
    const { log, applied } = setUp(2, [1, 2, 3]);
    log.check(2);
    log.check(3);
    await vi.runAllTimersAsync();
    expect(applied).toEqual([3]);
  });

  it("gives an event that an ack has named a moment to come by itself", async () => {
    const { log, applied, asked } = setUp(1, [1, 2, 3]);
    log.expect(2);
    log.receive(event(2));
    log.expect(3);
    await vi.advanceTimersByTimeAsync(400);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(applied).toEqual([2, 3]);
  });

  it("asks again after a failed fetch", async () => {
    const { log, applied, desk } = setUp(1, [1, 2, 3]);
    desk.isUp = false;
    log.receive(event(3));
    await vi.advanceTimersByTimeAsync(500);
    desk.isUp = true;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(applied).toEqual([2, 3]);
  });

  it("takes a page that came with a join and fetches the pages behind it", async () => {
    const { log, applied } = setUp(1, [1, 2, 3, 4]);
    log.take({ events: [event(2)], head: 4, more: true });
    await vi.runAllTimersAsync();
    expect(applied).toEqual([2, 3, 4]);
  });

  it("fetches earlier pages from the oldest event shown", async () => {
    const { log, earlier } = setUp(5, []);
    await log.earlier();
    await log.earlier();
    expect(earlier).toEqual([3, 4, 1, 2]);
  });
});
