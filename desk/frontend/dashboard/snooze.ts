/** Until when a conversation can be put aside. */
const HOUR_MS = 3_600_000;
const MORNING = 9;

export interface SnoozeChoice {
  label: string;
  until: Date;
}

export function snoozeChoices(now: Date): SnoozeChoice[] {
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
  return [
    { label: "1 hour", until: new Date(now.getTime() + HOUR_MS) },
    { label: "3 hours", until: new Date(now.getTime() + 3 * HOUR_MS) },
    { label: "Tomorrow morning", until: morning },
  ];
}
