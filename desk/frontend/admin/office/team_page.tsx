/** One team: its name, members and hours, and how it gives its conversations out. */
import { useEffect, useState } from "preact/hooks";
import type { PolicyDetail, TeamPolicy, TeamText } from "../../shared/staff.gen";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { Icon } from "../../shared/ui/icon";
import { notice } from "../../shared/ui/toast";
import { policyLines, teamLines } from "./describe";
import { DryRunPanel } from "./dry_run_panel";
import { Editor, SaveBar, useDraft, useSaveKey, type Editing } from "./editing";
import { TextField, Ticks, errorAt } from "./fields";
import type { PolicyForm, TeamForm } from "./forms";
import { HistoryPanel } from "./history";
import { HoursField } from "./hours_field";
import { Link } from "./link";
import type { Office } from "./office";
import { PolicyFields } from "./policy_fields";
import { NEW } from "./route";
import type { OfficeState } from "./state";

interface Props {
  office: Office;
  state: OfficeState;
}

function TeamEditor({ office, state, editing }: Props & { editing: Editing<TeamForm> }) {
  const people = state.people.filter((person) => person.text.is_enabled !== false || editing.draft.form?.member_ids.includes(person.id));
  const options = people.map((person) => ({ value: person.id, label: person.text.name }));
  return (
    <Editor office={office} editing={editing} name="Team" describe={(form) => teamLines(state, form)}>
      {(form, change, errors) => (
        <>
          <TextField label="Name" path="name" errors={errors} value={form.name} change={(name) => change({ name })} />
          <Ticks legend="Members" options={options} chosen={form.member_ids} change={(ids) => change({ member_ids: ids.sort() })} />
          {errorAt(errors, "member_ids") !== undefined && <p class="field-error">{errorAt(errors, "member_ids")}</p>}
          <HoursField hours={form.hours} change={(hours) => change({ hours })} errors={errors} />
        </>
      )}
    </Editor>
  );
}

function Removing({ name, close, remove }: { name: string; close: () => void; remove: () => void }) {
  return (
    <Dialog title={`Remove “${name}”?`} onClose={close}>
      <p>Its hours and its policy go with it. A team that has members or conversations is not removed.</p>
      <div class="dialog-foot">
        <Button autofocus onClick={close}>Cancel</Button>
        <Button weight="danger" onClick={remove}>Remove</Button>
      </div>
    </Dialog>
  );
}

/** Whether the team has a policy of its own, as it was when it was read or stored last. */
function useOwnPolicy(office: Office, id: string, number: number): boolean {
  const [policy, setPolicy] = useState<PolicyDetail | null>(null);
  useEffect(() => void office.calls.policy(id).then((result) => result.ok && setPolicy(result.value)), [id, number]);
  return policy?.is_own ?? false;
}

function TeamPolicySection({ office, state, id, editing }: Props & { id: string; editing: Editing<PolicyForm> }) {
  const { session, draft } = editing;
  const isOwn = useOwnPolicy(office, id, draft.number);
  const drop = async () => {
    const result = await office.calls.dropPolicy(id, draft.number);
    if (!result.ok) return office.tell(notice("bad", "Not changed", result.error.message));
    session.drop();
    await session.load();
  };
  return (
    <section class="office-section" aria-label="How it gives out">
      <header class="section-head">
        <h2>How it gives conversations out</h2>
        <SaveBar office={office} editing={editing} label="Save policy">
          {isOwn && office.canEdit && <Button weight="quiet" onClick={() => void drop()}>Give out as everybody</Button>}
        </SaveBar>
      </header>
      <p class="soft">{isOwn ? "This team has a policy of its own." : "This team gives out as everybody does. What you save here counts for it alone."}</p>
      <Editor office={office} editing={editing} name="Policy" describe={(form) => policyLines(state, form)}>
        {(form, change, errors) => <PolicyFields form={form} change={change} errors={errors} others={state.teams.filter((team) => team.id !== id)} />}
      </Editor>
    </section>
  );
}

function Stored({ office, state, id, team }: Props & { id: string; team: Editing<TeamForm> }) {
  const policy = useDraft(office, office.policy(id));
  useSaveKey(office, policy);
  const typed = {
    ...(policy.draft.form ? { policy: policy.draft.form } : {}),
    ...(team.draft.form ? { hours: team.draft.form.hours } : {}),
  };
  return (
    <>
      <TeamPolicySection office={office} state={state} id={id} editing={policy} />
      <aside class="office-aside" aria-label="Beside the team">
        <DryRunPanel office={office} state={state} typed={typed} team={id} />
        <HistoryPanel office={office} kind="team" title="History of the team" subject={id} seen={team.draft.number} restored={() => void team.session.load()} describe={(text: TeamText) => teamLines(state, text)} />
        <HistoryPanel office={office} kind="policy" title="History of its policy" subject={id} seen={policy.draft.number} restored={() => void policy.session.load()} describe={(text: TeamPolicy) => policyLines(state, text)} />
      </aside>
    </>
  );
}

export function TeamPage({ office, state, id }: Props & { id: string }) {
  const team = useDraft(office, office.team(id));
  const [isRemoving, setRemoving] = useState(false);
  useSaveKey(office, team);
  const isNew = id === NEW;
  const name = team.draft.base?.name ?? "";
  return (
    <>
      <header class="page-head editor-head">
        <Link office={office} to={{ page: "teams" }}><Icon name="back" size={16} /> Teams</Link>
        <h1 tabIndex={-1} class="truncate">{isNew ? "A new team" : name || "Team"}</h1>
        <SaveBar office={office} editing={team} isNew={isNew} label={isNew ? "Add" : "Save"}>
          {!isNew && <Button weight="quiet" onClick={() => setRemoving(true)}>Remove…</Button>}
        </SaveBar>
      </header>
      <div class="editor office-editor">
        <section class="office-section" aria-label="The team">
          <TeamEditor office={office} state={state} editing={team} />
        </section>
        {!isNew && <Stored office={office} state={state} id={id} team={team} />}
      </div>
      {isRemoving && (
        <Removing
          name={name}
          close={() => setRemoving(false)}
          remove={() => {
            setRemoving(false);
            void office.removeTeam(id, name);
          }}
        />
      )}
    </>
  );
}
