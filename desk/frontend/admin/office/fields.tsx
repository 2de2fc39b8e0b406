/** The fields of these forms: each with its hint below it, and what is wrong with it beside it. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { itemsOf, pairsOf, pairsText } from "./forms";

export type Errors = Readonly<Record<string, string>>;

interface Described {
  id: string;
  "aria-describedby": string;
  "aria-invalid": boolean;
  "data-path": string;
}

/** What is wrong with a field or with anything inside it. */
export function errorAt(errors: Errors, path: string): string | undefined {
  const found = Object.entries(errors).find(([name]) => name === path || name.startsWith(`${path}.`));
  return found?.[1];
}

export function Field({ label, path, errors, hint, children }: {
  label: string;
  path: string;
  errors: Errors;
  hint?: ComponentChildren;
  children: (described: Described) => ComponentChildren;
}) {
  const id = useId();
  const error = errorAt(errors, path);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, "aria-describedby": `${id}-hint ${id}-error`, "aria-invalid": error !== undefined, "data-path": path })}
      <p class="field-hint soft" id={`${id}-hint`}>{hint}</p>
      <p class="field-error" id={`${id}-error`}>{error}</p>
    </div>
  );
}

interface Common {
  label: string;
  path: string;
  errors: Errors;
  hint?: ComponentChildren;
}

export function TextField({ value, change, type = "text", placeholder = "", list, ...common }: Common & {
  value: string;
  change: (value: string) => void;
  type?: "text" | "email";
  placeholder?: string;
  list?: string;
}) {
  return (
    <Field {...common}>
      {(described) => (
        <input {...described} class="input" dir="auto" type={type} placeholder={placeholder} autocomplete="off" list={list} value={value} onInput={(event) => change(event.currentTarget.value)} />
      )}
    </Field>
  );
}

interface Read<T> {
  value: Readonly<T>;
  change: (value: T) => void;
}

/** What is read out of a line of text; the text stays as it is typed. */
function ReadField<T>({ value, change, read, write, ...common }: Common & Read<T> & { read: (typed: string) => T; write: (value: Readonly<T>) => string }) {
  const [typed, setTyped] = useState(write(value));
  useEffect(() => {
    if (JSON.stringify(read(typed)) !== JSON.stringify(value)) setTyped(write(value));
  }, [value]);
  return (
    <Field {...common}>
      {(described) => (
        <input
          {...described}
          class="input"
          dir="auto"
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            change(read(event.currentTarget.value));
          }}
        />
      )}
    </Field>
  );
}

/** Items with commas between. */
export function ListField(field: Common & Read<string[]>) {
  return <ReadField {...field} read={itemsOf} write={(items) => items.join(", ")} />;
}

/** Names with their values, like `plan = gold`, with commas between. */
export function PairsField(field: Common & Read<Record<string, string>>) {
  return <ReadField {...field} read={pairsOf} write={pairsText} />;
}

/** A whole number in its unit; an empty field is none, where there may be none. */
export function NumberField({ value, change, least, most, unit = "", canBeEmpty = false, ...common }: Common & {
  value: number | null;
  change: (value: number | null) => void;
  least: number;
  most: number;
  unit?: string;
  canBeEmpty?: boolean;
}) {
  const read = (typed: number) => (Number.isNaN(typed) && canBeEmpty ? null : typed);
  return (
    <Field {...common}>
      {(described) => (
        <span class="with-unit">
          <input
            {...described}
            class="input tabular"
            type="number"
            min={least}
            max={most}
            required={!canBeEmpty}
            value={value === null || Number.isNaN(value) ? "" : value}
            onInput={(event) => change(read(event.currentTarget.valueAsNumber))}
          />
          {unit !== "" && <span class="soft">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

export function SelectField<T extends string>({ value, change, words, ...common }: Common & {
  value: T;
  change: (value: T) => void;
  words: Readonly<Record<T, string>>;
}) {
  return (
    <Field {...common}>
      {(described) => (
        <select {...described} class="input" value={value} onChange={(event) => change(event.currentTarget.value as T)}>
          {(Object.entries(words) as [T, string][]).map(([key, word]) => <option key={key} value={key}>{word}</option>)}
        </select>
      )}
    </Field>
  );
}

export function Tick({ label, value, change }: { label: ComponentChildren; value: boolean; change: (value: boolean) => void }) {
  return (
    <label class="tick">
      <input type="checkbox" checked={value} onChange={(event) => change(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** Any of several, in a group with a name. */
export function Ticks<T extends string>({ legend, options, chosen, change }: {
  legend: string;
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  change: (chosen: T[]) => void;
}) {
  const turn = (value: T, isOn: boolean) => change(isOn ? [...chosen, value] : chosen.filter((each) => each !== value));
  return (
    <fieldset class="field ticks">
      <legend>{legend}</legend>
      <div class="tick-list">
        {options.map(({ value, label }) => <Tick key={value} label={label} value={chosen.includes(value)} change={(isOn) => turn(value, isOn)} />)}
      </div>
    </fieldset>
  );
}
