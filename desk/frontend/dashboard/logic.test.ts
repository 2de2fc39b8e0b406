import { describe, expect, test } from "vitest";
import type { StaffEvent, Status } from "../shared/staff.gen";
import { ME, accepted, action, declined, offerTo, offered, posted, resolved, row } from "../shared/staff_fixtures";
import { changeWords, isChange } from "../shared/ui/words";
import { start } from "./fixtures";
import { altLetter, hear, type Press } from "./keyboard";
import { readRoute, writeRoute } from "./route";
import { offerNews } from "./offer_news";
import { isIn, neighbour, offersToMe, ordered } from "./select";
import { snoozeChoices } from "./snooze";
import { threadItems } from "./thread_items";
import { allows, mayReply, type Verb } from "./verbs";

function press(key: string, change: Partial<Press> = {}): Press {
  return { key, isInField: false, isInDialog: false, areKeysOn: true, hasModifier: false, ...change };
}

describe("keys", () => {
  test("a single key is a command", () => {
    expect(hear(press("j"), false).command).toBe("next");
    expect(hear(press("E"), false).command).toBe("resolve");
  });

  test("nothing is heard in fields, dialogs and with modifiers", () => {
    expect(hear(press("j", { isInField: true }), false).command).toBeNull();
    expect(hear(press("j", { isInDialog: true }), false).command).toBeNull();
    expect(hear(press("r", { hasModifier: true }), false).command).toBeNull();
  });

  test("single keys can be turned off, Esc cannot", () => {
    expect(hear(press("e", { areKeysOn: false }), false).command).toBeNull();
    expect(hear(press("Escape", { areKeysOn: false }), false).command).toBe("leave");
  });

  test("Esc leaves a field", () => {
    expect(hear(press("Escape", { isInField: true }), false).command).toBe("leave");
  });

  test("G waits for the name of a view", () => {
    expect(hear(press("g"), false)).toEqual({ command: null, isGoing: true });
    expect(hear(press("u"), true)).toEqual({ command: "view.queue", isGoing: false });
    expect(hear(press("x"), true)).toEqual({ command: null, isGoing: false });
  });
});

describe("offers", () => {
  const mine = offerTo(ME, "Kim", { until: "2026-01-01T10:00:30Z" });
  const sams = offerTo("sam", "Sam", { until: "2026-01-01T10:00:10Z" });
  const waits = { status: "queued", agent: null } as const;

  test("what ends first comes first, and what is offered to others is not mine", () => {
    const state = start([
      row("later", { ...waits, offers: [mine] }),
      row("first", { ...waits, offers: [sams, { ...mine, until: "2026-01-01T10:00:05Z" }] }),
      row("sams", { ...waits, offers: [sams] }),
    ]);
    expect(offersToMe(state).map((each) => each.row.id)).toEqual(["first", "later"]);
    expect(ordered(state.rows, "offers", ME).sort()).toEqual(["first", "later"]);
  });

  test.each([
    ["y", "KeyY", {}, "y"],
    ["¥", "KeyY", {}, "y"],
    ["z", "KeyY", {}, "z"],
    ["d", "KeyD", { ctrlKey: true }, ""],
    ["d", "KeyD", { altKey: false }, ""],
  ])("%s on %s with %o is %s", (key, code, change, letter) => {
    expect(altLetter({ key, code, altKey: true, ctrlKey: false, metaKey: false, ...change })).toBe(letter);
  });

  test("who loses is told who has it, who accepts is not", () => {
    const before = row("a", { ...waits, offers: [mine, sams] });
    expect(offerNews(before, accepted("a", "sam", "Sam"), ME)?.title).toBe("Taken by Sam");
    expect(offerNews(before, accepted("a", ME, "Kim"), ME)).toBeNull();
    expect(offerNews(before, resolved("a", 2, ""), "sam")?.title).toBe("No longer offered to you: Maria");
  });

  test("who asked a colleague is told the answer", () => {
    const before = row("a", { offers: [{ ...sams, kind: "transfer" }] });
    const toast = offerNews(before, declined("a", "sam", "Sam", "Lunch"), ME);
    expect([toast?.title, toast?.text]).toEqual(["Sam declined", "Maria stays with you: Lunch"]);
  });

  test("the log says who was asked, and what they answered", () => {
    expect(change(offered("a", 2, mine, sams))).toBe("Offered to Kim and Sam");
    expect(change(offered("a", 2, { ...sams, kind: "transfer", request: "Lamps?" }))).toBe(
      "Assignment engine asked Sam to take it: Lamps?",
    );
    expect(change(declined("a", "sam", "Sam", ""))).toBe("Sam declined it");
    expect(change(accepted("a", "sam", "Sam"))).toBe("Sam accepted it");
  });
});

function change(event: StaffEvent): string {
  return isChange(event) ? changeWords(event) : "";
}

describe("the address", () => {
  test.each([
    ["/dashboard/inbox/queue/42", { view: "queue", id: "42" }],
    ["/dashboard/inbox/bot", { view: "bot", id: null }],
    ["/dashboard/", { view: "mine", id: null }],
    ["/dashboard/inbox/nonsense", { view: "mine", id: null }],
  ] as const)("%s", (path, route) => {
    expect(readRoute(path)).toEqual(route);
  });

  test("what is written is read again", () => {
    const route = { view: "all", id: "7" } as const;
    expect(readRoute(writeRoute(route))).toEqual(route);
  });
});

describe("views", () => {
  test("mine is what is assigned to me, not what is snoozed", () => {
    expect(isIn("mine", row("a"), ME)).toBe(true);
    expect(isIn("mine", row("a", { status: "snoozed" }), ME)).toBe(false);
    expect(isIn("mine", row("a", { agent: { id: "sam", name: "Sam" } }), ME)).toBe(false);
  });

  test("ended conversations are under resolved", () => {
    expect(isIn("resolved", row("a", { status: "closed" }), ME)).toBe(true);
    expect(isIn("all", row("a", { status: "closed" }), ME)).toBe(false);
  });

  test("who waits longest comes first, then what changed last", () => {
    const rows = {
      old: row("old", { updated_at: "2026-01-01T08:00:00Z" }),
      new: row("new", { updated_at: "2026-01-01T12:00:00Z" }),
      waits: row("waits", { waiting_since: "2026-01-01T11:00:00Z" }),
      longest: row("longest", { waiting_since: "2026-01-01T10:00:00Z" }),
    };
    expect(ordered(rows, "mine", ME)).toEqual(["longest", "waits", "new", "old"]);
  });

  test("J goes to the first, then to the next, and stops at the end", () => {
    const state = start([row("a"), row("b")]);
    expect(neighbour(state, 1)).toBe("a");
    expect(neighbour({ ...state, route: { view: "mine", id: "a" } }, 1)).toBe("b");
    expect(neighbour({ ...state, route: { view: "mine", id: "b" } }, 1)).toBeNull();
  });
});

describe("verbs", () => {
  const all: Verb[] = ["take_over", "assign", "transfer", "requeue", "hand_back", "snooze", "wake", "resolve", "reopen", "close"];
  const agent = { id: "sam", name: "Sam" };

  test.each<[Status, Verb[]]>([
    ["bot", ["take_over", "resolve", "close"]],
    ["queued", ["take_over", "assign", "hand_back", "resolve", "close"]],
    ["assigned", ["take_over", "transfer", "requeue", "hand_back", "snooze", "resolve", "close"]],
    ["snoozed", ["take_over", "transfer", "requeue", "hand_back", "wake", "resolve", "close"]],
    ["resolved", ["reopen", "close"]],
    ["closed", []],
  ])("%s allows its verbs and no other", (status, expected) => {
    expect(all.filter((verb) => allows(row("a", { status, agent }), verb, ME))).toEqual(expected);
  });

  test("I cannot take over what is mine", () => {
    expect(allows(row("a"), "take_over", ME)).toBe(false);
  });

  test("people may write once people are responsible", () => {
    expect(mayReply(row("a"))).toBe(true);
    expect(mayReply(row("a", { status: "bot" }))).toBe(false);
  });
});

describe("the thread's items", () => {
  const at = (minute: number) => new Date(2026, 0, 1, 10, minute).toISOString();

  test("messages of one author within three minutes are one group", () => {
    const items = threadItems([posted("a", 1, at(0)), posted("a", 2, at(2)), posted("a", 3, at(9))], null);
    expect(items.map((item) => (item.kind === "message" ? item.isFirst : item.kind))).toEqual(["day", true, false, true]);
  });

  test("changes that follow one another are one activity, and the first new message is marked", () => {
    const events = [resolved("a", 1, at(0)), resolved("a", 2, at(1)), posted("a", 3, at(2))];
    expect(threadItems(events, 3).map((item) => item.kind)).toEqual(["day", "activity", "new", "message"]);
  });

  test("what was prepared stands where it was prepared, as it is now", () => {
    const by = { id: ME, name: "Kim" };
    const events = [
      action(1, "action.proposed", {}),
      action(2, "action.proposed", { id: "other" }),
      action(3, "action.decided", { status: "approved", by }),
      action(4, "action.ended", { status: "failed", outcome: "timeout", by }),
    ];
    const items = threadItems(events, null);
    expect(items.map((item) => (item.kind === "action" ? item.action.status : item.kind))).toEqual([
      "day",
      "failed",
      "proposed",
      "activity",
    ]);
    expect(events.map((event) => isChange(event) && changeWords(event)).slice(2)).toEqual([
      "Kim approved it: cancel order",
      "Failed: cancel order · no answer in time",
    ]);
  });
});

test("tomorrow morning is nine o'clock of the next day", () => {
  const until = snoozeChoices(new Date(2026, 0, 31, 22, 30)).at(-1)?.until;
  expect(until).toEqual(new Date(2026, 1, 1, 9));
});
