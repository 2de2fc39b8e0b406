/** Documents as lines of text, for telling two versions apart. */
import type { PersonText, Rules, SkillsText, TeamPolicy, TeamText } from "../../shared/staff.gen";
import { languageName } from "../../shared/ui/locale";
import { clockOf, personOf, policyForm, rulesForm, skillsForm, teamOf, type HoursForm } from "./forms";
import type { OfficeState } from "./state";
import { DAYS, ROLE_WORDS, STRATEGY_WORDS, WAY_WORDS, minutes, ruleWords } from "./words";

type Known = Pick<OfficeState, "people" | "teams" | "skills">;

const GONE = "(removed)";

export function teamName({ teams }: Pick<OfficeState, "teams">, id: string): string {
  return teams.find((team) => team.id === id)?.text.name ?? GONE;
}

export function skillName({ skills }: Pick<OfficeState, "skills">, id: string): string {
  return skills.text.skills?.find((skill) => skill.id === id)?.name ?? GONE;
}

function personName({ people }: Known, id: string): string {
  return people.find((person) => person.id === id)?.text.name ?? GONE;
}

export function personLines(known: Known, text: PersonText): string {
  const { name, role, is_enabled, capacity, languages, skills } = personOf(text);
  const levels = Object.entries(skills).map(([id, level]) => `Skill: ${skillName(known, id)}, level ${level}`);
  return [
    `Name: ${name}`,
    `Role: ${ROLE_WORDS[role]}`,
    is_enabled ? "May log in" : "Disabled",
    `Conversations at once: ${capacity}`,
    `Languages: ${languages.map(languageName).join(", ") || "not known"}`,
    ...levels.sort(),
  ].join("\n");
}

export function spanWords(hours: HoursForm, day: number): string {
  const spans = hours.week[day] ?? [];
  return spans.map(({ start, until }) => `${clockOf(start)}–${until === 1440 ? "24:00" : clockOf(until)}`).join(", ") || "closed";
}

export function teamLines(known: Known, text: TeamText): string {
  const { name, hours, member_ids } = teamOf(text);
  const week = hours === null ? ["Always open"] : [
    ...DAYS.map((day, place) => `${day}: ${spanWords(hours, place)}`),
    `Time zone: ${hours.time_zone}`,
    ...hours.holidays.map((date) => `Closed on ${date}`),
  ];
  return [`Name: ${name}`, ...week, ...member_ids.map((id) => `Member: ${personName(known, id)}`).sort()].join("\n");
}

export function skillsLines(text: SkillsText): string {
  return skillsForm(text).skills.map((skill) => skill.name).join("\n");
}

export function policyLines(known: Known, text: TeamPolicy): string {
  if (Object.keys(text).length === 0) return "As everybody";
  const policy = policyForm(text);
  const after = (seconds: number | null) => (seconds === null ? "never" : `after ${minutes(seconds)}`);
  return [
    `First comes: ${STRATEGY_WORDS[policy.strategy]}`,
    policy.is_sticky ? "Whoever the customer knows comes before" : "Whoever the customer knows comes as all others",
    `Rest after a conversation: ${policy.cooling_off_s} seconds`,
    `Conversations of the team at once: ${policy.team_cap ?? "no limit"}`,
    `How it comes: ${WAY_WORDS[policy.way]}`,
    `An offer lasts: ${policy.offer_s} seconds`,
    `Busy after missed offers: ${policy.misses_allowed}`,
    `Offered at once to: ${policy.broadcast_to}`,
    `Given to others while its agent is silent: ${after(policy.silent_after_s)}`,
    `Passed on: ${policy.overflow_team_id === null ? "never" : `${after(policy.overflow_after_s)} to ${teamName(known, policy.overflow_team_id)}`}`,
  ].join("\n");
}

export function rulesLines(known: Known, text: Rules): string {
  const names = { team: (id: string) => teamName(known, id) };
  return rulesForm(text).rules.map((rule, place) => `${place + 1}. ${rule.name}. ${ruleWords(rule, names)}`).join("\n");
}
