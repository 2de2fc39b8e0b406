/** Everything these pages share: where they are, who works here, notices. */
import type { Result } from "../../shared/result";
import type { Person, PolicyDetail, Rules, SkillsText, TeamDetail } from "../../shared/staff.gen";
import type { Store } from "../../shared/store";
import type { StaffConfig } from "../../shared/ui/config";
import { notice, type Toast } from "../../shared/ui/toast";
import type { OfficeCalls } from "./calls";
import type { Source } from "./draft";
import type { Stored } from "./draft_reduce";
import { EMPTY_PERSON, EMPTY_TEAM, personForm, personText, policyForm, rulesForm, skillsForm, teamForm, type PersonForm, type PolicyForm, type RulesForm, type SkillsForm, type TeamForm } from "./forms";
import { NEW, readRoute, writeRoute, type Route } from "./route";
import type { OfficeAction, OfficeState } from "./state";

export class Office {
  constructor(
    readonly store: Store<OfficeState, OfficeAction>,
    readonly calls: OfficeCalls,
    readonly config: StaffConfig,
  ) {}

  get canEdit(): boolean {
    return this.config.me.role === "admin";
  }

  start(): void {
    addEventListener("popstate", () => this.arrive(readRoute(location.pathname)));
    void this.refresh();
  }

  go(route: Route): void {
    history.pushState(null, "", writeRoute(route));
    this.arrive(route);
  }

  private arrive(route: Route): void {
    this.store.dispatch({ type: "route.changed", route });
    void this.refresh();
  }

  /** Reads who works here, in which teams, with which skills. */
  async refresh(): Promise<void> {
    const [people, teams, skills] = await Promise.all([this.calls.people(), this.calls.teams(), this.calls.skills()]);
    const failed = [people, teams, skills].find((result) => !result.ok);
    if (people.ok && teams.ok && skills.ok) {
      this.store.dispatch({ type: "office.loaded", people: people.value.people, teams: teams.value.teams, skills: skills.value });
    } else if (failed && !failed.ok) {
      this.store.dispatch({ type: "office.failed", message: failed.error.message });
    }
  }

  tell(toast: Toast): void {
    this.store.dispatch({ type: "toast.shown", toast });
  }

  person(id: string): Source<PersonForm> {
    if (id === NEW) {
      const storable = (form: PersonForm) => ({ ...form, password: "" });
      return { key: "person.new", load: () => fresh(EMPTY_PERSON), save: (form) => this.addPerson(form), storable };
    }
    return {
      key: `person.${id}`,
      load: async () => mapped(await this.calls.people(), ({ people }) => found(people, id, personForm)),
      save: async (form, seen) => mapped(await this.calls.savePerson(id, { text: personText(form), seen }), personForm),
    };
  }

  private async addPerson(form: PersonForm): Promise<Result<Stored<PersonForm>>> {
    const { email, password, team_ids } = form;
    const result = await this.calls.addPerson({ email, password, team_ids, text: personText(form) });
    return this.added(result, (person) => ({ page: "person", id: person.id }), EMPTY_PERSON);
  }

  team(id: string): Source<TeamForm> {
    if (id === NEW) return { key: "team.new", load: () => fresh(EMPTY_TEAM), save: (form) => this.addTeam(form) };
    return {
      key: `team.${id}`,
      load: async () => mapped(await this.calls.teams(), ({ teams }) => found(teams, id, teamForm)),
      save: async (form, seen) => mapped(await this.calls.saveTeam(id, { text: form, seen }), teamForm),
    };
  }

  private async addTeam(form: TeamForm): Promise<Result<Stored<TeamForm>>> {
    return this.added(await this.calls.addTeam({ text: form }), (team) => ({ page: "team", id: team.id }), EMPTY_TEAM);
  }

  /** Who or what is new has an address of its own now; the form for the next one is empty. */
  private added<T extends Person | TeamDetail, F>(result: Result<T>, place: (added: T) => Route, empty: F): Result<Stored<F>> {
    if (!result.ok) return result;
    this.tell(notice("plain", `${result.value.text.name} is added`));
    queueMicrotask(() => this.go(place(result.value)));
    return { ok: true, value: { number: 0, form: empty } };
  }

  async removeTeam(id: string, name: string): Promise<void> {
    const result = await this.calls.removeTeam(id);
    if (!result.ok) return this.tell(notice("bad", `${name} stays`, result.error.message));
    this.go({ page: "teams" });
    this.tell(notice("plain", `${name} is removed`));
  }

  skills(): Source<SkillsForm> {
    const stored = ({ number, text }: { number: number; text: SkillsText }) => ({ number, form: skillsForm(text) });
    return {
      key: "skills",
      load: async () => mapped(await this.calls.skills(), stored),
      save: async (form, seen) => mapped(await this.calls.saveSkills({ text: form, seen }), stored),
    };
  }

  policy(teamId: string | null): Source<PolicyForm> {
    const stored = ({ number, text }: PolicyDetail) => ({ number, form: policyForm(text) });
    return {
      key: `policy.${teamId ?? "everybody"}`,
      load: async () => mapped(await this.calls.policy(teamId), stored),
      save: async (form, seen) => mapped(await this.calls.savePolicy(teamId, { text: form, seen }), stored),
    };
  }

  rules(): Source<RulesForm> {
    const stored = ({ number, text }: { number: number; text: Rules }) => ({ number, form: rulesForm(text) });
    return {
      key: "rules",
      load: async () => mapped(await this.calls.rules(), stored),
      save: async (form, seen) => mapped(await this.calls.saveRules({ text: form, seen }), stored),
    };
  }
}

function fresh<F>(form: F): Promise<Result<Stored<F>>> {
  return Promise.resolve({ ok: true, value: { number: 0, form } });
}

function mapped<T, U>(result: Result<T>, map: (value: T) => U | null): Result<U> {
  if (!result.ok) return result;
  const value = map(result.value);
  return value === null ? { ok: false, error: { code: "not_found", message: "It is not there any more. It may have been removed meanwhile." } } : { ok: true, value };
}

function found<T extends { id: string }, U>(rows: readonly T[], id: string, map: (row: T) => U): U | null {
  const row = rows.find((each) => each.id === id);
  return row === undefined ? null : map(row);
}
