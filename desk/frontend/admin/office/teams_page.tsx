/** The teams: who is in them, whether they are open. */
import type { TeamDetail } from "../../shared/staff.gen";
import { Button } from "../../shared/ui/button";
import { Chip, Empty, Skeleton, Trouble } from "../../shared/ui/pieces";
import { fullTime } from "../../shared/time";
import { LOCALE } from "../../shared/ui/locale";
import { count } from "../words";
import { Link } from "./link";
import type { Office } from "./office";
import { NEW } from "./route";
import type { OfficeState } from "./state";

export function Opening({ team }: { team: TeamDetail }) {
  if (team.text.hours === null || team.text.hours === undefined) return <span class="soft">Always open</span>;
  if (team.is_open) return <Chip tone="ok">Open</Chip>;
  return (
    <>
      <Chip tone="warn">Closed</Chip>{" "}
      <span class="soft">{team.opens_at === null ? "for good" : `until ${fullTime(team.opens_at, LOCALE)}`}</span>
    </>
  );
}

function Row({ office, state, team }: { office: Office; state: OfficeState; team: TeamDetail }) {
  const members = state.people.filter((person) => team.text.member_ids?.includes(person.id));
  const there = members.filter((person) => person.is_present && person.text.is_enabled !== false);
  return (
    <tr>
      <td class="cell-title">
        <Link office={office} class="title-link" to={{ page: "team", id: team.id }}>{team.text.name}</Link>
      </td>
      <td>{members.map((person) => person.text.name).join(", ") || <span class="soft">Nobody</span>}</td>
      <td class="number">{there.length} of {members.length}<span class="card-word"> at the dashboard</span></td>
      <td class="nowrap"><Opening team={team} /></td>
    </tr>
  );
}

export function TeamsPage({ office, state }: { office: Office; state: OfficeState }) {
  return (
    <>
      <header class="page-head">
        <h1 tabIndex={-1}>Teams</h1>
        <p class="soft tabular" role="status">{state.phase === "ready" && count(state.teams.length, "team", "teams")}</p>
        {office.canEdit && (
          <span class="page-actions">
            <Button weight="primary" icon="plus" onClick={() => office.go({ page: "team", id: NEW })}>Add a team</Button>
          </span>
        )}
      </header>
      {state.phase === "failed" && <Trouble retry={() => void office.refresh()}>{state.trouble}</Trouble>}
      {state.phase === "loading" && <Skeleton rows={4} label="Loading teams" />}
      {state.phase === "ready" && state.teams.length === 0 && <Empty icon="all" title="No team yet"><p>Conversations can be passed to teams, by people and by rules. Without one, everybody gets everything.</p></Empty>}
      {state.teams.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Teams">
          <table class="table articles">
            <thead>
              <tr>
                <th scope="col">Team</th>
                <th scope="col">Members</th>
                <th scope="col" class="number">There now</th>
                <th scope="col">Hours</th>
              </tr>
            </thead>
            <tbody>{state.teams.map((team) => <Row key={team.id} office={office} state={state} team={team} />)}</tbody>
          </table>
        </div>
      )}
    </>
  );
}
