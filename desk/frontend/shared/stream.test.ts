import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StreamBook, type Streaming } from "./stream";

const piece = (offset: number, text: string, attempt = 1) => ({
  turn_id: "t",
  attempt,
  offset,
  text,
  is_dropped: false,
});

describe("streamed answers", () => {
  let paints: Streaming[][] = [];
  let book: StreamBook;
  const shown = () => paints.at(-1)?.map((each) => each.text);

  beforeEach(() => {
    vi.useFakeTimers();
    paints = [];
    book = new StreamBook((streams) => paints.push(streams));
  });
  afterEach(() => void vi.useRealTimers());

  it("paints at most once every 50 ms", () => {
    for (let index = 0; index < 100; index += 1) {
      book.receive(piece(index, "x"));
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(50);
    expect(paints.length).toBeLessThanOrEqual(4);
    expect(shown()).toEqual(["x".repeat(100)]);
  });

  it("counts characters, not UTF-16 units", () => {
    book.receive(piece(0, "🚲 "));
    book.receive(piece(2, "ok"));
    vi.advanceTimersByTime(50);
    expect(shown()).toEqual(["🚲 ok"]);
  });

  it("stops at a lost piece and starts afresh with the next attempt", () => {
    book.receive(piece(0, "Part"));
    book.receive(piece(9, "lost"));
    book.receive(piece(4, "late"));
    vi.advanceTimersByTime(50);
    expect(shown()).toEqual(["Part"]);
    book.receive(piece(0, "Again", 2));
    book.receive(piece(5, " old", 1));
    vi.advanceTimersByTime(50);
    expect(shown()).toEqual(["Again"]);
  });

  it("gives way to the finished message and ignores late pieces", () => {
    book.receive(piece(0, "Hel"));
    book.settle("t");
    book.receive(piece(3, "lo"));
    vi.advanceTimersByTime(50);
    expect(shown()).toEqual([]);
  });

  it("takes dropped text away", () => {
    book.receive(piece(0, "Hel"));
    book.receive({ ...piece(3, ""), is_dropped: true });
    vi.advanceTimersByTime(50);
    expect(shown()).toEqual([]);
  });
});
