/** The fields of an article: each with its rule below it, and what is wrong with it beside it. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Readers } from "../shared/staff.gen";
import { languageName } from "../shared/ui/locale";
import { AUDIENCE_WORDS, FIELD_WORDS, itemsOf, type Field, type Form } from "./form";
import type { Library } from "./library";
import type { OpenArticle } from "./state";
import { LANGUAGES, count } from "./words";

interface Props {
  library: Library;
  open: OpenArticle;
}

interface Described {
  id: string;
  "aria-describedby": string;
  "aria-invalid": boolean;
  "data-field": Field;
}

/** A label, the control with everything a screen reader must know, its hint and its error. */
export function Labelled({ open, field, hint, children }: {
  open: OpenArticle;
  field: Field;
  hint?: ComponentChildren;
  children: (described: Described) => ComponentChildren;
}) {
  const id = useId();
  const error = open.errors[field];
  return (
    <div class="field">
      <label for={id}>{FIELD_WORDS[field]}</label>
      {children({ id, "aria-describedby": `${id}-hint ${id}-error`, "aria-invalid": error !== undefined, "data-field": field })}
      <p class="field-hint soft" id={`${id}-hint`}>{hint}</p>
      <p class="field-error" id={`${id}-error`}>{error}</p>
    </div>
  );
}

export function TitleField({ library, open }: Props) {
  return (
    <Labelled open={open} field="title">
      {(described) => (
        <input {...described} class="input input-title" required value={open.form.title} onInput={(event) => library.change({ title: event.currentTarget.value })} />
      )}
    </Labelled>
  );
}

function ListField({ library, open, field, hint, rows }: Props & { field: "example_questions" | "aliases"; hint: string; rows: number }) {
  const items = itemsOf(open.form[field], /\n/u).length;
  return (
    <Labelled open={open} field={field} hint={`${hint} ${count(items, "line", "lines")} now.`}>
      {(described) => (
        <textarea
          {...described}
          class="input input-list"
          rows={rows}
          dir="auto"
          value={open.form[field]}
          onInput={(event) => library.change({ [field]: event.currentTarget.value })}
        />
      )}
    </Labelled>
  );
}

function SlugField({ library, open }: Props) {
  const isFixed = open.saved?.is_slug_fixed ?? false;
  const hint = isFixed
    ? "Fixed, because the article was published and is linked to."
    : "Small letters, digits and hyphens. It is made of the title when it is empty.";
  return (
    <Labelled open={open} field="slug" hint={hint}>
      {(described) => (
        <span class="slug">
          <span class="soft" aria-hidden="true">/help/</span>
          <input
            {...described}
            class="input"
            readOnly={isFixed}
            spellcheck={false}
            autocapitalize="none"
            value={open.form.slug}
            onInput={(event) => library.change({ slug: event.currentTarget.value })}
          />
        </span>
      )}
    </Labelled>
  );
}

function LanguageField({ library, open }: Props) {
  const { language } = open.form;
  return (
    <Labelled open={open} field="language" hint={language.trim() === "" ? "" : languageName(language.trim())}>
      {(described) => (
        <>
          <input
            {...described}
            class="input"
            list="languages"
            spellcheck={false}
            autocapitalize="none"
            value={language}
            onInput={(event) => library.change({ language: event.currentTarget.value })}
          />
          <datalist id="languages">
            {LANGUAGES.map((code) => <option key={code} value={code}>{languageName(code)}</option>)}
          </datalist>
        </>
      )}
    </Labelled>
  );
}

function AudienceField({ library, open }: Props) {
  const hint = open.form.audience === "staff" ? "Never shown to customers, never used by the assistant." : "The assistant answers from it; the help pages show it.";
  return (
    <Labelled open={open} field="audience" hint={hint}>
      {(described) => (
        <select {...described} class="input" value={open.form.audience} onChange={(event) => library.change({ audience: event.currentTarget.value as Readers })}>
          {Object.entries(AUDIENCE_WORDS).map(([value, word]) => <option key={value} value={value}>{word}</option>)}
        </select>
      )}
    </Labelled>
  );
}

export function ListFields(props: Props) {
  const questions = "How customers ask for this, one a line. The more there are, the surer the assistant is.";
  return (
    <div class="field-pair">
      <ListField {...props} field="example_questions" rows={8} hint={questions} />
      <ListField {...props} field="aliases" rows={8} hint="What else the thing is called, one a line." />
    </div>
  );
}

export function SmallFields(props: Props) {
  const { library, open } = props;
  return (
    <div class="field-grid">
      <Labelled open={open} field="tags" hint="With commas between.">
        {(described) => (
          <input {...described} class="input" value={open.form.tags} onInput={(event) => library.change({ tags: event.currentTarget.value })} />
        )}
      </Labelled>
      <LanguageField {...props} />
      <AudienceField {...props} />
      <SlugField {...props} />
    </div>
  );
}

/** Where a field of this name is, to put the focus there. */
export function fieldNamed(field: keyof Form): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-field="${field}"]`);
}
