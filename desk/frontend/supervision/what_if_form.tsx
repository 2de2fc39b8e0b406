/** The form: which day, and what is different. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Skills, Staff } from "../shared/staff.gen";
import { read } from "../shared/ui/api";
import { Button } from "../shared/ui/button";
import { MOST_CHANGES, emptyForm, newChange, questionOf, skilledOf, yesterday, type ChangeForm, type Form } from "./what_if_question";
import { SkillsOf, type Everybody } from "./what_if_skills";
import type { Watch } from "./watch";

const STRATEGY_WORDS = { "": "As it is", least_loaded: "The least loaded", round_robin: "In turn" } as const;

interface NumberProps {
  label: string;
  value: string;
  set: (value: string) => void;
  min: number;
  max: number;
  step?: number | "any";
  hint?: string;
  isNeeded?: boolean;
}

function NumberField({ label, value, set, min, max, step = 1, hint = "", isNeeded = false }: NumberProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input class="input" type="number" inputMode="decimal" min={min} max={max} step={step} placeholder={hint} required={isNeeded} value={value} onInput={(event) => set(event.currentTarget.value)} />
    </label>
  );
}

function Kind({ form, change, kind, children }: {
  form: Form;
  change: (part: Partial<Form>) => void;
  kind: Form["kind"];
  children: ComponentChildren;
}) {
  return (
    <label class="kind">
      <input type="radio" name="what-if-kind" checked={form.kind === kind} onChange={() => change({ kind })} />
      <span>{children}</span>
    </label>
  );
}

function MadeUp({ form, change }: { form: Form; change: (part: Partial<Form>) => void }) {
  return (
    <div class="what-if-fields">
      <NumberField isNeeded label="Customers an hour" value={form.perHour} set={(perHour) => change({ perHour })} min={0.1} max={10_000} step="any" />
      <NumberField isNeeded label="Hours" value={form.hours} set={(hours) => change({ hours })} min={0.1} max={168} step="any" />
      <NumberField isNeeded label="Minutes a conversation takes" value={form.workMinutes} set={(workMinutes) => change({ workMinutes })} min={0.1} max={1440} step="any" />
      <NumberField label="Minutes until people give up" hint="Nobody gives up" value={form.patienceMinutes} set={(patienceMinutes) => change({ patienceMinutes })} min={0.1} max={1440} step="any" />
      <NumberField label="Agents" hint="As the desk has" value={form.staff} set={(staff) => change({ staff })} min={1} max={500} />
      {form.staff !== "" && <NumberField isNeeded label="Conversations at once" value={form.places} set={(places) => change({ places })} min={1} max={1000} />}
    </div>
  );
}

const NOBODY: Everybody = { people: [], skills: [] };

/** Who works here and what can be known, for as long as the page is open. */
function useEverybody(): Everybody {
  const [everybody, setEverybody] = useState(NOBODY);
  useEffect(() => {
    void Promise.all([read<Staff>("/api/v1/admin/people"), read<Skills>("/api/v1/admin/skills")]).then(([staff, known]) => {
      const skills = known.ok ? (known.value.text.skills ?? []) : [];
      setEverybody({ people: staff.ok ? skilledOf(staff.value.people, skills) : [], skills: skills.map(({ name }) => name) });
    });
  }, []);
  return everybody;
}

function Change({ number, everybody, entry, set, remove }: {
  number: number;
  everybody: Everybody | null;
  entry: ChangeForm;
  set: (part: Partial<ChangeForm>) => void;
  remove: (() => void) | null;
}) {
  return (
    <fieldset class="what-if-change">
      <legend>Change {number}</legend>
      <div class="what-if-fields">
        <NumberField isNeeded label="Agents more or fewer" value={entry.more} set={(more) => set({ more })} min={-499} max={499} />
        <NumberField label="Conversations at once" hint="As it is" value={entry.capacity} set={(capacity) => set({ capacity })} min={1} max={1000} />
        <label class="field">
          <span>Who gets the next one</span>
          <select class="input" value={entry.strategy} onChange={(event) => set({ strategy: event.currentTarget.value as ChangeForm["strategy"] })}>
            {Object.entries(STRATEGY_WORDS).map(([key, words]) => <option key={key} value={key}>{words}</option>)}
          </select>
        </label>
        {remove && <Button weight="quiet" icon="close" aria-label={`Take change ${number} away`} onClick={remove}>Take away</Button>}
      </div>
      {everybody && <SkillsOf number={number} everybody={everybody} value={entry.skills} set={(skills) => set({ skills })} />}
    </fieldset>
  );
}

function Changes({ changes, everybody, set }: { changes: readonly ChangeForm[]; everybody: Everybody | null; set: (changes: readonly ChangeForm[]) => void }) {
  const add = () => set([...changes, newChange(Math.max(0, ...changes.map((entry) => entry.key)) + 1)]);
  return (
    <>
      {changes.map((entry, place) => (
        <Change
          key={entry.key}
          number={place + 1}
          everybody={everybody}
          entry={entry}
          set={(part) => set(changes.map((each) => (each === entry ? { ...each, ...part } : each)))}
          remove={changes.length > 1 ? () => set(changes.filter((each) => each !== entry)) : null}
        />
      ))}
      {changes.length < MOST_CHANGES && <Button icon="plus" onClick={add}>Another change</Button>}
    </>
  );
}

function WhichDay({ form, change }: { form: Form; change: (part: Partial<Form>) => void }) {
  return (
    <fieldset class="card">
      <legend>Which day</legend>
      <div class="kinds">
        <Kind form={form} change={change} kind="date">A day that was</Kind>
        <Kind form={form} change={change} kind="made-up">A day that is made up</Kind>
      </div>
      {form.kind === "made-up" ? <MadeUp form={form} change={change} /> : (
        <label class="field what-if-day">
          <span>Date (from midnight to midnight, UTC)</span>
          <input class="input" type="date" required max={yesterday(new Date(Date.now() + 86_400_000))} value={form.day} onInput={(event) => change({ day: event.currentTarget.value })} />
        </label>
      )}
    </fieldset>
  );
}

export function WhatIfForm({ watch, isRunning }: { watch: Watch; isRunning: boolean }) {
  const [form, setForm] = useState(() => emptyForm(new Date()));
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const everybody = useEverybody();
  const isMadeUpStaff = form.kind === "made-up" && form.staff !== "";
  return (
    <form
      class="what-if-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning) void watch.whatIf(questionOf(form));
      }}
    >
      <WhichDay form={form} change={change} />
      <div class="card what-if-changes" role="group" aria-label="What is different">
        <Changes changes={form.changes} everybody={isMadeUpStaff ? null : everybody} set={(changes) => change({ changes })} />
      </div>
      <p class="what-if-go">
        <Button type="submit" weight="primary" aria-disabled={isRunning}>Run</Button>
        {isRunning && <Button onClick={() => watch.stopWhatIf()}>Stop</Button>}
      </p>
    </form>
  );
}
