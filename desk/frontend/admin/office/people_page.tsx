/** Who works here: everybody in a table. */
import { useState } from "preact/hooks";
import type { Person } from "../../shared/staff.gen";
import { Button } from "../../shared/ui/button";
import { languageName } from "../../shared/ui/locale";
import { Chip, Skeleton, Trouble } from "../../shared/ui/pieces";
import { AVAILABILITY_WORDS } from "../../shared/ui/words";
import { count } from "../words";
import { skillName, teamName } from "./describe";
import { Link } from "./link";
import type { Office } from "./office";
import { NEW } from "./route";
import type { OfficeState } from "./state";
import { ROLE_WORDS } from "./words";

interface Props {
  office: Office;
  state: OfficeState;
}

function State({ person }: { person: Person }) {
  if (person.text.is_enabled === false) return <Chip tone="bad" icon="lock">Disabled</Chip>;
  if (!person.is_present) return <Chip>Not at the dashboard</Chip>;
  return <Chip tone={person.availability === "online" ? "ok" : "warn"}>{AVAILABILITY_WORDS[person.availability]}</Chip>;
}

function Row({ office, state, person }: Props & { person: Person }) {
  const { text } = person;
  const skills = Object.entries(text.skills ?? {}).map(([id, level]) => `${skillName(state, id)} ${level}`);
  return (
    <tr data-off={text.is_enabled === false}>
      <td class="cell-title">
        <Link office={office} class="title-link" to={{ page: "person", id: person.id }}>{text.name}</Link>
        <span class="cell-under soft">{person.email}</span>
      </td>
      <td class="nowrap">{ROLE_WORDS[text.role ?? "agent"]}</td>
      <td>{person.team_ids.map((id) => teamName(state, id)).sort().join(", ") || <span class="soft none">–</span>}</td>
      <td>{skills.sort().join(", ") || <span class="soft none">–</span>}</td>
      <td>{(text.languages ?? []).map(languageName).join(", ") || <span class="soft none">Any</span>}</td>
      <td class="number">{person.load} of {text.capacity}<span class="card-word"> conversations</span></td>
      <td class="nowrap"><State person={person} /></td>
    </tr>
  );
}

function matches(person: Person, words: string): boolean {
  return `${person.text.name} ${person.email}`.toLowerCase().includes(words.trim().toLowerCase());
}

export function PeoplePage({ office, state }: Props) {
  const [words, setWords] = useState("");
  const shown = state.people.filter((person) => matches(person, words));
  return (
    <>
      <header class="page-head">
        <h1 tabIndex={-1}>People</h1>
        <p class="soft tabular" role="status">{state.phase === "ready" && count(shown.length, "person", "people")}</p>
        <label class="page-search">
          <span class="sr-only">Search people</span>
          <input class="input" type="search" placeholder="Name or e-mail" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
        {office.canEdit && (
          <span class="page-actions">
            <Button weight="primary" icon="plus" onClick={() => office.go({ page: "person", id: NEW })}>Add somebody</Button>
          </span>
        )}
      </header>
      {state.phase === "failed" && <Trouble retry={() => void office.refresh()}>{state.trouble}</Trouble>}
      {state.phase === "loading" && <Skeleton rows={8} label="Loading people" />}
      {state.phase === "ready" && (
        <div class="scroll" tabIndex={0} role="region" aria-label="People">
          <table class="table articles people">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Role</th>
                <th scope="col">Teams</th>
                <th scope="col">Skills</th>
                <th scope="col">Languages</th>
                <th scope="col" class="number">Conversations</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>{shown.map((person) => <Row key={person.id} office={office} state={state} person={person} />)}</tbody>
          </table>
        </div>
      )}
    </>
  );
}
