/** The words of roles, priorities, policies and rules, and rules as sentences. */
import type { EscalationReason, Priority, Role, Strategy, Way } from "../../shared/staff.gen";
import { languageName, listNames } from "../../shared/ui/locale";
import { REASON_WORDS } from "../../shared/ui/words";
import { pairsText, type RuleForm } from "./forms";

export const ROLE_WORDS: Readonly<Record<Role, string>> = { agent: "Agent", supervisor: "Supervisor", admin: "Admin" };

export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  agent: "Answers customers.",
  supervisor: "Answers, watches and reviews all conversations, publishes articles.",
  admin: "All that, and edits these pages.",
};

export const PRIORITY_WORDS: Readonly<Record<Priority, string>> = { 1: "Urgent", 2: "High", 3: "Normal", 4: "Low" };
export const PRIORITIES: readonly Priority[] = [1, 2, 3, 4];

export const STRATEGY_WORDS: Readonly<Record<Strategy, string>> = {
  least_loaded: "Whoever has the smallest share of what they may have",
  round_robin: "Whoever has waited longest for one",
};

export const WAY_WORDS: Readonly<Record<Way, string>> = {
  automatic: "It is theirs at once",
  offer: "It is offered to one after the other",
  broadcast: "It is offered to several, the first who accepts gets it",
};

export const MOODS = ["calm", "unsure", "annoyed", "angry", "distressed"] as const;

export const REASONS = Object.keys(REASON_WORDS) as EscalationReason[];

export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

export interface Names {
  team: (id: string) => string;
}

function either(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} or ${items[items.length - 1] ?? ""}`;
}

function quoted(words: readonly string[]): string {
  return either(words.map((word) => `“${word}”`));
}

/** What must be so, in words; empty when the rule fits always. */
export function whenWords({ when }: RuleForm): string {
  const parts = [
    when.reasons.length > 0 && `the reason is ${either(when.reasons.map((reason) => `“${REASON_WORDS[reason]}”`))}`,
    when.languages.length > 0 && `the customer writes in ${either(when.languages.map(languageName))}`,
    when.moods.length > 0 && `they sound ${either(when.moods)}`,
    when.words.length > 0 && `they write ${quoted(when.words)}`,
    when.pages.length > 0 && `the page's address has ${quoted(when.pages)}`,
    when.is_identified !== null && (when.is_identified ? "the site says who they are" : "they are not known by name"),
    Object.keys(when.attributes).length > 0 && `the site says ${pairsText(when.attributes)}`,
    when.waited_s !== null && `they have waited ${minutes(when.waited_s)}`,
  ];
  const said = parts.filter((part) => part !== false);
  return said.length === 0 ? "" : listNames(said);
}

/** What follows, in words; empty when nothing does. */
export function thenWords({ then }: RuleForm, names: Names): string {
  const skills = Object.entries(then.skills).map(([skill, level]) => `${skill} from level ${level}`);
  const parts = [
    then.priority !== null && `priority ${PRIORITY_WORDS[then.priority].toLowerCase()}`,
    then.team_id !== null && `to ${names.team(then.team_id)}`,
    skills.length > 0 && `with ${listNames(skills)}`,
    then.speaks_language && "to somebody who speaks the customer's language",
  ];
  return parts.filter((part) => part !== false).join(", ");
}

export function ruleWords(rule: RuleForm, names: Names): string {
  const when = whenWords(rule);
  const then = thenWords(rule, names) || "nothing changes yet";
  return `${when === "" ? "Always" : `When ${when}`}: ${then}.`;
}

/** 90 becomes “1.5 minutes”, 30 stays “30 seconds”. */
export function minutes(seconds: number): string {
  if (seconds < 60) return `${seconds} seconds`;
  const count = Math.round(seconds / 6) / 10;
  return `${count} ${count === 1 ? "minute" : "minutes"}`;
}
