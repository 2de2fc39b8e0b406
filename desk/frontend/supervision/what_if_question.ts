/** What a supervisor fills in, and the question that it comes to. */
import type { AskWhatIf, DayChange, Person, SkillText, SyntheticDay } from "../shared/staff.gen";
import { duration } from "../shared/time";

export interface ChangeForm {
  /** Tells the entries apart while they are added and taken away. */
  key: number;
  more: string;
  capacity: string;
  strategy: "" | "least_loaded" | "round_robin";
  /** By the agents' names: the levels that they have instead of their own. */
  skills: Readonly<Record<string, Levels>>;
}

export type Levels = Readonly<Record<string, number>>;

/** Somebody who can be given other skills: by name, with the levels they have. */
export interface Skilled {
  name: string;
  levels: Levels;
}

export interface Form {
  kind: "date" | "made-up";
  day: string;
  perHour: string;
  hours: string;
  workMinutes: string;
  patienceMinutes: string;
  staff: string;
  places: string;
  changes: readonly ChangeForm[];
}

export const MOST_CHANGES = 4;
const MINUTE_S = 60;
const DAY_MS = 86_400_000;

export function newChange(key: number): ChangeForm {
  return { key, more: key === 1 ? "1" : "0", capacity: "", strategy: "", skills: {} };
}

/** Days are counted in UTC, as the server keeps them. */
export function yesterday(now: Date): string {
  return new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10);
}

export function emptyForm(now: Date): Form {
  return {
    kind: "date",
    day: yesterday(now),
    perHour: "30",
    hours: "8",
    workMinutes: "8",
    patienceMinutes: "5",
    staff: "",
    places: "1",
    changes: [newChange(1)],
  };
}

export function questionOf(form: Form): AskWhatIf {
  const day = form.kind === "date" ? { day: form.day } : { synthetic: madeUp(form) };
  const isNamed = form.kind === "date" || form.staff === "";
  return { ...day, changes: form.changes.map((change) => changeOf(change, isNamed)) };
}

function madeUp(form: Form): SyntheticDay {
  return {
    per_hour: Number(form.perHour),
    hours: Number(form.hours),
    work_s: Number(form.workMinutes) * MINUTE_S,
    patience_s: form.patienceMinutes === "" ? null : Number(form.patienceMinutes) * MINUTE_S,
    staff: form.staff === "" ? null : Number(form.staff),
    places: Number(form.places),
  };
}

/** Agents who are made up have no names to say other skills of. */
function changeOf(change: ChangeForm, isNamed: boolean): DayChange {
  const more = Number(change.more);
  return {
    agents: more === 0 ? "" : `${more > 0 ? "+" : ""}${more}`,
    capacity: change.capacity === "" ? null : Number(change.capacity),
    policy: change.strategy === "" ? {} : { strategy: change.strategy },
    skills: isNamed ? { ...change.skills } : {},
  };
}

/** Who takes conversations, with their skills by name. */
export function skilledOf(people: readonly Person[], skills: readonly SkillText[]): Skilled[] {
  const names = new Map(skills.map(({ id, name }) => [id, name]));
  const named = ([id, level]: [string, number]) => [names.get(id) ?? "", level] as const;
  return people
    .filter(({ text }) => text.is_enabled !== false && text.capacity > 0)
    .map(({ text }) => ({ name: text.name, levels: Object.fromEntries(Object.entries(text.skills ?? {}).map(named).filter(([name]) => name !== "")) }));
}

/** Which waits a bar stands for. */
export function boundsInWords(bounds: readonly number[]): readonly string[] {
  const words = bounds.map((bound, place) => (place === 0 ? "At once" : `Up to ${duration(bound)}`));
  return [...words, "Longer"];
}
