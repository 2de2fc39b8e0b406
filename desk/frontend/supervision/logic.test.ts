import { describe, expect, test } from "vitest";
import type { Comparison, DecisionShape, Person, Session, SessionPage, TurnShape } from "../shared/staff.gen";
import { posted, resolved, row } from "../shared/staff_fixtures";
import { reduce } from "./reduce";
import { queryOf, readRoute, writeRoute } from "./route";
import { initialState } from "./state";
import { timeline } from "./timeline";
import { boundsInWords, emptyForm, newChange, questionOf, skilledOf } from "./what_if_question";

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
    ["/supervision/what-if", "", { page: "what-if" }],
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

describe("what if", () => {
  const NOON = new Date("2026-05-20T12:00:00Z");
  const none = { customers: { mean: 0, low: 0, high: 0 } };
  const comparison = { words: "", runs: 1, waits_up_to_s: [1], recorded: null, columns: [{ name: "As it is", figures: none }] } as unknown as Comparison;

  test("the form begins with yesterday and one agent more", () => {
    expect(questionOf(emptyForm(NOON))).toEqual({ day: "2026-05-19", changes: [{ agents: "+1", capacity: null, policy: {}, skills: {} }] });
  });

  test("minutes become seconds, and what is left empty stays as it is", () => {
    const change = { ...newChange(2), more: "-2", capacity: "3", strategy: "round_robin" as const };
    const form = { ...emptyForm(NOON), kind: "made-up" as const, patienceMinutes: "", staff: "4", changes: [newChange(3), change] };
    expect(questionOf(form)).toEqual({
      synthetic: { per_hour: 30, hours: 8, work_s: 480, patience_s: null, staff: 4, places: 1 },
      changes: [
        { agents: "", capacity: null, policy: {}, skills: {} },
        { agents: "-2", capacity: 3, policy: { strategy: "round_robin" }, skills: {} },
      ],
    });
  });

  test("other skills are said of the desk's own agents only", () => {
    const change = { ...newChange(1), skills: { Ada: { repairs: 3 } } };
    const skillsIn = (part: object) => questionOf({ ...emptyForm(NOON), ...part, changes: [change] }).changes?.[0]?.skills;
    expect(skillsIn({})).toEqual({ Ada: { repairs: 3 } });
    expect(skillsIn({ kind: "made-up", staff: "" })).toEqual({ Ada: { repairs: 3 } });
    expect(skillsIn({ kind: "made-up", staff: "4" })).toEqual({});
  });

  test("whoever takes conversations can be given other skills", () => {
    const person = (name: string, capacity: number, skills: Record<string, number>) => ({ text: { name, capacity, skills } }) as unknown as Person;
    const people = [person("Ada", 2, { s1: 3, gone: 1 }), person("Max", 0, {})];
    expect(skilledOf(people, [{ id: "s1", name: "repairs" }])).toEqual([{ name: "Ada", levels: { repairs: 3 } }]);
  });

  test("each bar has its bound, and one is beyond them", () => {
    expect(boundsInWords([1, 10, 3600])).toEqual(["At once", "Up to 0:10", "Up to 1:00:00", "Longer"]);
  });

  test("what was found stays while the next is played, and when that is stopped", () => {
    const ended = reduce(initialState({ page: "what-if" }), { type: "what_if.ended", comparison });
    const running = reduce(ended, { type: "what_if.started" });
    const stopped = reduce(running, { type: "what_if.stopped" });
    expect(running.whatIf).toMatchObject({ phase: "running", done: 0, comparison });
    expect(stopped.whatIf).toMatchObject({ phase: "ready", comparison });
    expect(reduce(stopped, { type: "what_if.moved", done: 0.5 })).toEqual(stopped);
  });

  test("a failure is told beside what was found before", () => {
    const ended = reduce(initialState({ page: "what-if" }), { type: "what_if.ended", comparison });
    const failed = reduce(reduce(ended, { type: "what_if.started" }), { type: "what_if.failed", message: "Nobody came." });
    expect(failed.whatIf).toMatchObject({ phase: "failed", trouble: "Nobody came.", comparison });
  });
});
