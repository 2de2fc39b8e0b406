/** What the pages of people, teams, skills and routing ask of the desk. */
import type { Result } from "../../shared/result";
import type {
  AddPerson,
  AddTeam,
  DryRun,
  DryRunResult,
  History,
  Inbox,
  Person,
  PolicyDetail,
  RulesDetail,
  SavePerson,
  SavePolicy,
  SaveRules,
  SaveSkills,
  SaveTeam,
  Skills,
  Staff,
  TeamDetail,
  Teams,
} from "../../shared/staff.gen";
import { read, write } from "../../shared/ui/api";

const API = "/api/v1/admin";

/** The subject of what belongs to no team and to nobody. */
export const ALL = "00000000-0000-0000-0000-000000000000";

export type Kind = "agent" | "team" | "skills" | "policy" | "rules";

export class OfficeCalls {
  constructor(private readonly csrf: string) {}

  people(): Promise<Result<Staff>> {
    return read(`${API}/people`);
  }

  addPerson(person: AddPerson): Promise<Result<Person>> {
    return this.write("POST", "/people", person);
  }

  savePerson(id: string, person: SavePerson): Promise<Result<Person>> {
    return this.write("PUT", `/people/${id}`, person);
  }

  teams(): Promise<Result<Teams>> {
    return read(`${API}/teams`);
  }

  addTeam(team: AddTeam): Promise<Result<TeamDetail>> {
    return this.write("POST", "/teams", team);
  }

  saveTeam(id: string, team: SaveTeam): Promise<Result<TeamDetail>> {
    return this.write("PUT", `/teams/${id}`, team);
  }

  removeTeam(id: string): Promise<Result<null>> {
    return this.write("DELETE", `/teams/${id}`, {});
  }

  policy(teamId: string | null): Promise<Result<PolicyDetail>> {
    return read(API + policyOf(teamId));
  }

  savePolicy(teamId: string | null, policy: SavePolicy): Promise<Result<PolicyDetail>> {
    return this.write("PUT", policyOf(teamId), policy);
  }

  dropPolicy(teamId: string, seen: number): Promise<Result<PolicyDetail>> {
    return this.write("POST", `${policyOf(teamId)}/drop`, { seen });
  }

  skills(): Promise<Result<Skills>> {
    return read(`${API}/skills`);
  }

  saveSkills(skills: SaveSkills): Promise<Result<Skills>> {
    return this.write("PUT", "/skills", skills);
  }

  rules(): Promise<Result<RulesDetail>> {
    return read(`${API}/rules`);
  }

  saveRules(rules: SaveRules): Promise<Result<RulesDetail>> {
    return this.write("PUT", "/rules", rules);
  }

  versions(kind: Kind, subject: string): Promise<Result<History>> {
    return read(`${API}/versions/${kind}/${subject}`);
  }

  restore(kind: Kind, subject: string, number: number, seen: number): Promise<Result<History>> {
    return this.write("POST", `/versions/${kind}/${subject}/${number}/restore`, { seen });
  }

  dryRun(asked: DryRun): Promise<Result<DryRunResult>> {
    return this.write("POST", "/dry-run", asked);
  }

  waiting(): Promise<Result<Inbox>> {
    return read("/api/v1/conversations?view=queue&limit=50");
  }

  private write<T>(method: "POST" | "PUT" | "DELETE", path: string, body: object): Promise<Result<T>> {
    return write(method, API + path, body, this.csrf);
  }
}

function policyOf(teamId: string | null): string {
  return teamId === null ? "/policy" : `/teams/${teamId}/policy`;
}
