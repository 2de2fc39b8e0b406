/** One who works here: role, languages, skills, how much they take, and whether they may log in. */
import type { PersonText } from "../../shared/staff.gen";
import { Button } from "../../shared/ui/button";
import { Icon } from "../../shared/ui/icon";
import { LevelsField } from "../../shared/ui/levels";
import { languageName } from "../../shared/ui/locale";
import { personLines } from "./describe";
import { Editor, SaveBar, useDraft, useSaveKey } from "./editing";
import { Field, ListField, NumberField, SelectField, TextField, Tick, Ticks, errorAt, type Errors } from "./fields";
import { personText, type PersonForm } from "./forms";
import { HistoryPanel } from "./history";
import { Link } from "./link";
import type { Office } from "./office";
import { NEW } from "./route";
import type { OfficeState } from "./state";
import { ROLE_HINTS, ROLE_WORDS } from "./words";

interface Part {
  form: PersonForm;
  change: (part: Partial<PersonForm>) => void;
  errors: Errors;
}

const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password that can be read out: 18 signs of 31, which is more than 89 bits. */
function randomPassword(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(18));
  return [...numbers].map((number, place) => (place > 0 && place % 6 === 0 ? "-" : "") + (ALPHABET[number % ALPHABET.length] ?? "")).join("");
}

function FirstLogin({ form, change, errors, state }: Part & { state: OfficeState }) {
  return (
    <>
      <TextField label="E-mail" path="email" errors={errors} type="email" value={form.email} change={(email) => change({ email })} hint="They log in with it. It cannot be changed later." />
      <Field label="First password" path="password" errors={errors} hint="At least 12 characters. Tell it to them yourself; it is shown nowhere again.">
        {(described) => (
          <span class="with-unit">
            <input {...described} class="input mono" autocomplete="off" spellcheck={false} autocapitalize="none" value={form.password} onInput={(event) => change({ password: event.currentTarget.value })} />
            <Button onClick={() => change({ password: randomPassword() })}>Make one</Button>
          </span>
        )}
      </Field>
      <Ticks legend="Teams" options={state.teams.map((team) => ({ value: team.id, label: team.text.name }))} chosen={form.team_ids} change={(team_ids) => change({ team_ids })} />
    </>
  );
}

function Work({ form, change, errors, state }: Part & { state: OfficeState }) {
  const skills = (state.skills.text.skills ?? []).map(({ id, name }) => ({ key: id ?? "", name }));
  return (
    <>
      <div class="field-grid">
        <SelectField label="Role" path="role" errors={errors} words={ROLE_WORDS} value={form.role} change={(role) => change({ role })} hint={ROLE_HINTS[form.role]} />
        <NumberField label="Conversations at once" path="capacity" errors={errors} least={0} most={1000} value={form.capacity} change={(capacity) => change({ capacity: capacity ?? Number.NaN })} hint="The desk gives no more than this. Who takes none has 0." />
        <ListField label="Languages" path="languages" errors={errors} value={form.languages} change={(languages) => change({ languages })} hint={form.languages.length === 0 ? "Tags like en, de, pt-BR. Without any, all languages may come." : form.languages.map(languageName).join(", ")} />
      </div>
      <LevelsField legend="Skills" skills={skills} levels={form.skills} change={(chosen) => change({ skills: chosen })} error={errorAt(errors, "skills")} none="There are no skills yet. Add them on the page Skills." />
    </>
  );
}

function Access({ form, change, errors, isMe }: Part & { isMe: boolean }) {
  const error = errorAt(errors, "is_enabled");
  return (
    <div class="field">
      <Tick label="May log in" value={form.is_enabled} change={(is_enabled) => change({ is_enabled })} />
      <p class="field-hint soft">
        {form.is_enabled
          ? "Switch this off when somebody leaves."
          : `When you save, ${isMe ? "you are" : "they are"} logged out everywhere and their conversations go to the front of the queue.`}
      </p>
      {error !== undefined && <p class="field-error">{error}</p>}
    </div>
  );
}

function Teams({ office, state, id }: { office: Office; state: OfficeState; id: string }) {
  const teams = state.teams.filter((team) => team.text.member_ids?.includes(id));
  return (
    <section class="card">
      <h2>Teams</h2>
      {teams.length === 0 && <p class="soft">In no team.</p>}
      <ul class="plain-list">
        {teams.map((team) => <li key={team.id}><Link office={office} to={{ page: "team", id: team.id }}>{team.text.name}</Link></li>)}
      </ul>
      <p class="soft field-hint">Members are chosen on the page of the team.</p>
    </section>
  );
}

export function PersonPage({ office, state, id }: { office: Office; state: OfficeState; id: string }) {
  const editing = useDraft(office, office.person(id));
  const isNew = id === NEW;
  useSaveKey(office, editing);
  const person = state.people.find((each) => each.id === id);
  return (
    <>
      <header class="page-head editor-head">
        <Link office={office} to={{ page: "people" }}><Icon name="back" size={16} /> People</Link>
        <h1 tabIndex={-1} class="truncate">{isNew ? "Somebody new" : (person?.text.name ?? "Person")}</h1>
        <SaveBar office={office} editing={editing} isNew={isNew} label={isNew ? "Add" : "Save"} />
      </header>
      <div class="editor">
        <div class="office-section">
          <Editor office={office} editing={editing} name="Person" describe={(form) => personLines(state, personText(form))}>
            {(form, change, errors) => (
              <>
                <TextField label="Name" path="name" errors={errors} value={form.name} change={(name) => change({ name })} hint={isNew ? "Customers read it." : (person?.email ?? "")} />
                {isNew && <FirstLogin form={form} change={change} errors={errors} state={state} />}
                <Work form={form} change={change} errors={errors} state={state} />
                {!isNew && <Access form={form} change={change} errors={errors} isMe={id === office.config.me.id} />}
              </>
            )}
          </Editor>
        </div>
        {!isNew && (
          <aside class="office-aside" aria-label="Beside the person">
            <Teams office={office} state={state} id={id} />
            <HistoryPanel office={office} kind="agent" subject={id} seen={editing.draft.number} restored={() => void editing.session.load()} describe={(text: PersonText) => personLines(state, text)} />
          </aside>
        )}
      </div>
    </>
  );
}
