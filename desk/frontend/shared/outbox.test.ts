import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Outbox, type Unsent } from "./outbox";
import { failure, type Result } from "./result";
import { keeper } from "./storage";

interface Message {
  text: string;
}

const drawer = () =>
  keeper(() => {
    throw new Error("refused");
  });

function setUp(answers: (Result<number> | "stored")[], storage = drawer()) {
  const tried: { id: string; text: string }[] = [];
  const sent: string[] = [];
  const outbox = new Outbox<Message, number>({
    key: "outbox",
    storage,
    send: async (entry: Unsent<Message>) => {
      tried.push({ id: entry.client_id, text: entry.payload.text });
      const answer = answers.shift() ?? "stored";
      return answer === "stored" ? { ok: true, value: tried.length } : answer;
    },
    onSent: (entry) => sent.push(entry.payload.text),
    onChange: () => undefined,
  });
  return { outbox, tried, sent, storage };
}

describe("the outbox", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("sends in the order of writing, one after another", async () => {
    const { outbox, sent } = setUp([]);
    for (const text of ["one", "two", "three"]) outbox.add({ text });
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["one", "two", "three"]);
    expect(outbox.entries.map((entry) => entry.state)).toEqual(["sent", "sent", "sent"]);
  });

  it("sends again with the same client_id when nothing is known", async () => {
    const { outbox, tried, sent } = setUp([failure("timeout"), failure("timeout")]);
    const id = outbox.add({ text: "hello" });
    await vi.runAllTimersAsync();
    expect(tried.map((each) => each.id)).toEqual([id, id, id]);
    expect(sent).toEqual(["hello"]);
  });

  it("sends a message as it was amended, with the client_id it had", async () => {
    const { outbox, tried } = setUp([failure("superseded")]);
    const id = outbox.add({ text: "hello" });
    await vi.runAllTimersAsync();
    outbox.amend(id, (payload) => ({ text: `${payload.text} again` }));
    outbox.retry(id);
    await vi.runAllTimersAsync();
    expect(tried).toEqual([{ id, text: "hello" }, { id, text: "hello again" }]);
  });

  it("keeps a message that failed three times until it is sent again or deleted", async () => {
    const { outbox, sent } = setUp([failure("timeout"), failure("timeout"), failure("timeout")]);
    const id = outbox.add({ text: "hello" });
    await vi.runAllTimersAsync();
    expect(outbox.entries[0]?.state).toBe("failed");
    outbox.retry(id);
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["hello"]);
  });

  it("does not try again what the desk has refused", async () => {
    const { outbox, tried } = setUp([failure("invalid")]);
    outbox.add({ text: "no" });
    await vi.runAllTimersAsync();
    outbox.flush();
    await vi.runAllTimersAsync();
    expect(tried.length).toBe(1);
    expect(outbox.entries[0]?.state).toBe("failed");
  });

  it("waits without failing while there is no connection", async () => {
    const { outbox, sent } = setUp([failure("offline")]);
    outbox.add({ text: "one" });
    outbox.add({ text: "two" });
    await vi.runAllTimersAsync();
    expect(outbox.entries.map((entry) => entry.state)).toEqual(["waiting", "waiting"]);
    outbox.flush();
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["one", "two"]);
  });

  it("survives a reload with the same client_id", async () => {
    const first = setUp([failure("offline")]);
    const id = first.outbox.add({ text: "hello" });
    await vi.runAllTimersAsync();
    const second = setUp([], first.storage);
    second.outbox.flush();
    await vi.runAllTimersAsync();
    expect(second.tried).toEqual([{ id, text: "hello" }]);
  });

  it("forgets a message whose event has arrived, and one that is deleted", async () => {
    const { outbox, storage } = setUp([]);
    outbox.remove(outbox.add({ text: "hello" }));
    await vi.runAllTimersAsync();
    expect(outbox.entries).toEqual([]);
    expect(storage.getItem("outbox")).toBe("[]");
  });

  it("delivers twenty messages once each through random failures", async () => {
    const storedTexts = new Map<string, string>();
    let calls = 0;
    const outbox = new Outbox<Message, number>({
      key: "outbox",
      storage: drawer(),
      send: async (entry) => {
        calls += 1;
        if (calls % 3 === 0) return failure("timeout");
        if (calls % 5 === 0) return failure("offline");
        storedTexts.set(entry.client_id, entry.payload.text);
        return calls % 4 === 0 ? failure("timeout") : { ok: true, value: 1 };
      },
      onSent: () => undefined,
      onChange: () => undefined,
    });
    const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    for (const text of texts) outbox.add({ text });
    for (let round = 0; round < 40; round += 1) {
      await vi.runAllTimersAsync();
      outbox.flush();
    }
    expect([...storedTexts.values()]).toEqual(texts);
  });
});
