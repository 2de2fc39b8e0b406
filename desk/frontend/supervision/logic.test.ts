import { describe, expect, test } from "vitest";
import type { DecisionShape, Session, SessionPage, TurnShape } from "../shared/staff.gen";
import { posted, resolved, row } from "../shared/staff_fixtures";
import { reduce } from "./reduce";
import { queryOf, readRoute, writeRoute } from "./route";
import { initialState } from "./state";
import { timeline } from "./timeline";

const SESSION_ROW = { conversation: row("a"), agents: [], wait_s: null, first_reply_s: null, duration_s: 10, messages: 2 };

function session(change: Partial<Session> = {}): Session {
  return {
    row: SESSION_ROW,
    episodes: [],
    timeline: [
      posted("a", 1, "2026-01-01T10:00:00Z"),
      posted("a", 2, "2026-01-01T10:00:30Z"),
      posted("a", 3, "2026-01-01T10:03:10Z", "agent"),
      resolved("a", 4, "2026-01-01T10:05:00Z"),
    ],
    decisions: [],
    turns: [],
    promises: [],
    ...change,
  };
}

describe("the timeline", () => {
  test("a wait is counted from the first unanswered message", () => {
    const gap = timeline(session(), "messages").find((entry) => entry.kind === "gap");
    expect(gap).toMatchObject({ seconds: 190 });
  });

  test("a decision that chose nobody stands in its place", () => {
    const decision: DecisionShape = { id: "d", at: "2026-01-01T10:01:00Z", policy: "least loaded", chosen: null, reason: "", verdicts: [] };
    const kinds = timeline(session({ decisions: [decision] }), "routing").map((entry) => entry.kind);
    expect(kinds).toEqual(["message", "message", "decision", "gap", "message", "change"]);
  });

  test("a turn without a message is shown among the internals only", () => {
    const turn: TurnShape = { id: "t", status: "failed", in_reply_to_seq: 1, attempts: 3, created_at: "2026-01-01T10:00:10Z", ended_at: null, error: "No answer", how: null };
    const kinds = (depth: "routing" | "internals") => timeline(session({ turns: [turn] }), depth).map((entry) => entry.kind);
    expect(kinds("routing")).not.toContain("turn");
    expect(kinds("internals")[1]).toBe("turn");
  });
});

describe("the address", () => {
  test.each([
    ["/supervision/", "", { page: "live" }],
    ["/supervision/sessions", "?outcome=spam&nonsense=1", { page: "sessions", filter: { outcome: "spam" } }],
    ["/supervision/sessions/7", "?search=lamp", { page: "session", id: "7", filter: { search: "lamp" } }],
  ] as const)("%s%s", (path, search, route) => {
    expect(readRoute(path, search)).toEqual(route);
  });

  test("what is written is read again", () => {
    const route = { page: "session", id: "7", filter: { search: "a & b" } } as const;
    const [path = "", search = ""] = writeRoute(route).split("?");
    expect(readRoute(path, search)).toEqual(route);
  });

  test("days become whole days of the reader", () => {
    const query = new URLSearchParams(queryOf({ since: "2026-01-02", until: "2026-01-02" }, "next"));
    expect(query.get("since")).toBe(new Date(2026, 0, 2).toISOString());
    expect(query.get("until")).toBe(new Date(2026, 0, 2, 23, 59, 59, 999).toISOString());
    expect(query.get("cursor")).toBe("next");
  });
});

describe("sessions", () => {
  const page: SessionPage = { sessions: [SESSION_ROW], total: 2, cursor: "more" };
  const filter = { outcome: "spam" };

  test("a further page is added to the first", () => {
    const asked = reduce(initialState({ page: "live" }), { type: "sessions.asked", filter, isMore: false });
    const first = reduce(asked, { type: "sessions.loaded", filter, page, isMore: false });
    const both = reduce(first, { type: "sessions.loaded", filter, page: { ...page, cursor: null }, isMore: true });
    expect(both.sessions).toMatchObject({ phase: "ready", total: 2, cursor: null });
    expect(both.sessions.rows).toHaveLength(2);
  });

  test("the answer to an older filter is not heard", () => {
    const asked = reduce(initialState({ page: "live" }), { type: "sessions.asked", filter, isMore: false });
    const late = reduce(asked, { type: "sessions.loaded", filter: {}, page, isMore: false });
    expect(late.sessions.rows).toEqual([]);
  });
});
