/** What a supervisor fills in, and the question that it comes to. */
import type { AskWhatIf, DayChange, SyntheticDay } from "../shared/staff.gen";
import { duration } from "../shared/time";

export interface ChangeForm {
  /** Tells the entries apart while they are added and taken away. */
  key: number;
  more: string;
  capacity: string;
  strategy: "" | "least_loaded" | "round_robin";
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
  return { key, more: key === 1 ? "1" : "0", capacity: "", strategy: "" };
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
  return { ...day, changes: form.changes.map(changeOf) };
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

function changeOf(change: ChangeForm): DayChange {
  const more = Number(change.more);
  return {
    agents: more === 0 ? "" : `${more > 0 ? "+" : ""}${more}`,
    capacity: change.capacity === "" ? null : Number(change.capacity),
    policy: change.strategy === "" ? {} : { strategy: change.strategy },
  };
}

/** Which waits a bar stands for. */
export function boundsInWords(bounds: readonly number[]): readonly string[] {
  const words = bounds.map((bound, place) => (place === 0 ? "At once" : `Up to ${duration(bound)}`));
  return [...words, "Longer"];
}
