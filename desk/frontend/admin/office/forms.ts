/** People, teams, skills, policies and rules as they stand in their forms, with every field there. */
import type { Hours, Person, PersonText, Rule, Rules, SkillsText, Span, TeamDetail, TeamPolicy, TeamText, Then, When } from "../../shared/staff.gen";
import type { Stored } from "./draft_reduce";

/** E-mail address, password and teams are asked for once, of who is new. */
export interface PersonForm extends Required<PersonText> {
  email: string;
  password: string;
  team_ids: string[];
}

export type HoursForm = Required<Hours>;
export type TeamForm = Required<Omit<TeamText, "hours">> & { hours: HoursForm | null };
export type RuleForm = Rule & { when: Required<When>; then: Required<Then> };
export type RulesForm = { rules: RuleForm[] };
export type SkillsForm = Required<SkillsText>;
export type PolicyForm = Required<TeamPolicy>;

export const EMPTY_PERSON: PersonForm = {
  email: "",
  password: "",
  team_ids: [],
  name: "",
  role: "agent",
  is_enabled: true,
  capacity: 4,
  languages: [],
  skills: {},
};

export const EMPTY_TEAM: TeamForm = { name: "", hours: null, member_ids: [] };

const DEFAULT_POLICY: PolicyForm = {
  strategy: "least_loaded",
  is_sticky: true,
  cooling_off_s: 0,
  team_cap: null,
  way: "automatic",
  offer_s: 30,
  misses_allowed: 2,
  broadcast_to: 5,
  silent_after_s: 600,
  overflow_team_id: null,
  overflow_after_s: 300,
};

const NO_WHEN: Required<When> = { reasons: [], languages: [], moods: [], words: [], pages: [], is_identified: null, attributes: {}, waited_s: null };
const NO_THEN: Required<Then> = { priority: null, team_id: null, skills: {}, speaks_language: false };

export function emptyRule(name: string): RuleForm {
  return { name, when: NO_WHEN, then: NO_THEN };
}

export function personOf(text: PersonText): Required<PersonText> {
  return { name: text.name, role: text.role ?? "agent", is_enabled: text.is_enabled ?? true, capacity: text.capacity, languages: text.languages ?? [], skills: text.skills ?? {} };
}

export function personForm({ number, text, email, team_ids }: Person): Stored<PersonForm> {
  return { number, form: { ...personOf(text), email, password: "", team_ids } };
}

export function personText({ email: _email, password: _password, team_ids: _teams, ...text }: PersonForm): PersonText {
  return text;
}

export function teamOf({ name, hours, member_ids = [] }: TeamText): TeamForm {
  return { name, member_ids, hours: hours ? { time_zone: hours.time_zone ?? "UTC", week: hours.week, holidays: hours.holidays ?? [] } : null };
}

export function teamForm({ number, text }: TeamDetail): Stored<TeamForm> {
  return { number, form: teamOf(text) };
}

export function skillsForm({ skills = [] }: SkillsText): SkillsForm {
  return { skills };
}

export function policyForm(text: TeamPolicy): PolicyForm {
  return { ...DEFAULT_POLICY, ...text };
}

export function rulesForm({ rules = [] }: Rules): RulesForm {
  return { rules: rules.map((rule) => ({ ...rule, when: { ...NO_WHEN, ...rule.when }, then: { ...NO_THEN, ...rule.then } })) };
}

const OFFICE_DAY: Span[] = [{ start: 9 * 60, until: 17 * 60 }];

/** Monday to Friday from nine to five, by the clock of this browser. */
export function officeHours(): HoursForm {
  const week: HoursForm["week"] = [OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, [], []];
  return { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone, week, holidays: [] };
}

/** 570 becomes 09:30, and the end of the day 00:00, as a time field has it. */
export function clockOf(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** The minute of a time field; midnight at the end of a day is its last. */
export function minuteOf(clock: string, side: "start" | "until"): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  const minute = hours * 60 + minutes;
  return side === "until" && minute === 0 ? 24 * 60 : minute;
}

export function withDay(hours: HoursForm, day: number, spans: Span[]): HoursForm {
  return { ...hours, week: hours.week.map((each, place) => (place === day ? spans : each)) as HoursForm["week"] };
}

/** The list with one item a place up (-1) or down (1); as it is at either end. */
export function moved<T>(items: readonly T[], from: number, by: -1 | 1): T[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item === undefined || from + by < 0 || from + by > next.length) return [...items];
  next.splice(from + by, 0, item);
  return next;
}

/** What is in a list that is typed with commas between, each once. */
export function itemsOf(text: string): string[] {
  return [...new Set(text.split(/[,\n]/u).map((item) => item.trim()))].filter((item) => item !== "");
}

/** `plan = gold, country = DE` as names and values; a name without a value is refused by the desk, not forgotten here. */
export function pairsOf(typed: string): Record<string, string> {
  return Object.fromEntries(itemsOf(typed).map((item) => {
    const [name = "", ...rest] = item.split("=");
    return [name.trim(), rest.join("=").trim()];
  }));
}

export function pairsText(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs).map(([name, value]) => `${name} = ${value}`).join(", ");
}
