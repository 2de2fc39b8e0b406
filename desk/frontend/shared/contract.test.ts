import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CustomerConversation, WidgetEvent } from "../widget/events.gen";
import { reduceConversation } from "../widget/reduce";
import type { StaffConversation, StaffEvent } from "./staff.gen";
import { reduceStaff } from "./staff_reduce";

type Story =
  | { audience: "customer"; snapshot: CustomerConversation; events: WidgetEvent[]; fresh: CustomerConversation }
  | { audience: "staff"; snapshot: StaffConversation; events: StaffEvent[]; fresh: StaffConversation };

/** Stories that the back end has written, or the small ones that lie here. */
const folder = process.env["DESK_STORIES"] ?? join(import.meta.dirname, "stories");
const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Story;

function reduced(story: Story): object {
  return story.audience === "customer"
    ? story.events.reduce(reduceConversation, story.snapshot)
    : story.events.reduce(reduceStaff, story.snapshot);
}

describe("a snapshot and the events after it make the fresh snapshot", () => {
  it("has stories to tell", () => {
    expect(names.length).toBeGreaterThan(0);
  });

  it.each(names)("%s", (name) => {
    const story = read(name);
    expect(reduced(story)).toEqual(story.fresh);
  });
});
