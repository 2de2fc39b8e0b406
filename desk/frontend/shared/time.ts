/** Times as people read them, in the reader's own language and zone. */

const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_MS = 86_400_000;

/** 14:05, or 2:05 PM. */
export function clockTime(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(new Date(at));
}

/** A date with its time, for titles and records. */
export function fullTime(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}

/** One key for each calendar day of the reader. */
export function dayKey(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** Today, yesterday, or the date. */
export function dayLabel(at: string, locale: string, now: Date): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (dayKey(at) === dayKey(now.toISOString())) return words.format(0, "day");
  if (dayKey(at) === dayKey(new Date(now.getTime() - DAY_MS).toISOString())) return words.format(-1, "day");
  const isThisYear = new Date(at).getFullYear() === now.getFullYear();
  const year = isThisYear ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", ...year }).format(
    new Date(at),
  );
}

/** When something is going to be: 14:05 of today, tomorrow with the time, or the date with it. */
export function comingTime(at: string, locale: string, now: Date): string {
  const time = clockTime(at, locale);
  if (dayKey(at) === dayKey(now.toISOString())) return time;
  const isTomorrow = dayKey(at) === dayKey(new Date(now.getTime() + DAY_MS).toISOString());
  const tomorrow = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(1, "day");
  return `${isTomorrow ? tomorrow : dayLabel(at, locale, now)}, ${time}`;
}

/** "now", "5 min. ago", "3 hr. ago", then the day. */
export function ago(at: string, locale: string, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - new Date(at).getTime()) / 1_000));
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  if (seconds < MINUTE_S) return words.format(0, "second");
  if (seconds < HOUR_S) return words.format(-Math.floor(seconds / MINUTE_S), "minute");
  if (dayKey(at) === dayKey(now.toISOString())) return words.format(-Math.floor(seconds / HOUR_S), "hour");
  return dayLabel(at, locale, now);
}

/** A length of time as a clock shows it: 0:07, 4:10, 1:02:33. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (value: number) => String(value).padStart(2, "0");
  const rest = `${pad(Math.floor(whole / MINUTE_S) % MINUTE_S)}:${pad(whole % MINUTE_S)}`;
  const hours = Math.floor(whole / HOUR_S);
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, "");
}
