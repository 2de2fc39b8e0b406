/** The skills: what there is to know. Rules ask for them, people have them at a level. */
import { useEffect, useRef } from "preact/hooks";
import { Button, IconButton } from "../../shared/ui/button";
import { keepFocus } from "../focus";
import { count } from "../words";
import { skillsLines } from "./describe";
import { Editor, SaveBar, useDraft, useSaveKey } from "./editing";
import { Field, errorAt, type Errors } from "./fields";
import type { SkillsForm } from "./forms";
import { HistoryPanel } from "./history";
import type { Office } from "./office";
import { ALL } from "./calls";
import type { OfficeState } from "./state";

interface Part {
  form: SkillsForm;
  change: (part: Partial<SkillsForm>) => void;
  errors: Errors;
}

function used(state: OfficeState, id: string | null | undefined): string {
  if (!id) return "New";
  const people = state.skills.uses.find((use) => use.id === id)?.people ?? 0;
  return people === 0 ? "Nobody has it" : `${count(people, "person has", "people have")} it`;
}

function SkillRow({ state, form, change, errors, place }: Part & { state: OfficeState; place: number }) {
  const { skills } = form;
  const skill = skills[place];
  if (skill === undefined) return null;
  const put = (name: string) => change({ skills: skills.map((each, at) => (at === place ? { ...each, name } : each)) });
  const remove = () => {
    change({ skills: skills.filter((_, at) => at !== place) });
    keepFocus();
  };
  return (
    <li class="skill-row">
      <Field label={`Skill ${place + 1}`} path={`skills.${place}.name`} errors={errors} hint={used(state, skill.id)}>
        {(described) => <input {...described} class="input" dir="auto" value={skill.name} onInput={(event) => put(event.currentTarget.value)} />}
      </Field>
      <IconButton icon="close" name={`Remove ${skill.name || "this skill"}`} onClick={remove} />
    </li>
  );
}

function Rows({ state, ...part }: Part & { state: OfficeState }) {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(part.form.skills.length);
  const { skills } = part.form;
  useEffect(() => {
    if (skills.length > before.current) list.current?.querySelector<HTMLElement>("li:last-child input")?.focus();
    before.current = skills.length;
  }, [skills.length]);
  return (
    <>
      {skills.length === 0 && <p class="soft">No skill yet. Without skills, conversations go to whoever is free.</p>}
      <ul class="skill-rows" ref={list}>{skills.map((skill, place) => <SkillRow key={skill.id ?? `new ${place}`} state={state} {...part} place={place} />)}</ul>
      <p><Button icon="plus" onClick={() => part.change({ skills: [...skills, { id: null, name: "" }] })}>Add a skill</Button></p>
      {errorAt(part.errors, "skills") !== undefined && <p class="sr-only" role="status">{errorAt(part.errors, "skills")}</p>}
    </>
  );
}

export function SkillsPage({ office, state }: { office: Office; state: OfficeState }) {
  const editing = useDraft(office, office.skills());
  useSaveKey(office, editing);
  return (
    <>
      <header class="page-head editor-head">
        <h1 tabIndex={-1}>Skills</h1>
        <SaveBar office={office} editing={editing} />
      </header>
      <div class="editor">
        <div class="office-section">
          <p class="soft lead">Renaming one takes rules, people and waiting customers along. Removing one takes it from everybody who had it.</p>
          <Editor office={office} editing={editing} name="Skills" describe={skillsLines}>
            {(form, change, errors) => <Rows state={state} form={form} change={change} errors={errors} />}
          </Editor>
        </div>
        <aside class="office-aside" aria-label="Beside the skills">
          <HistoryPanel office={office} kind="skills" subject={ALL} seen={editing.draft.number} restored={() => void editing.session.load()} describe={skillsLines} />
        </aside>
      </div>
    </>
  );
}
