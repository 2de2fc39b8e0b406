/** What every document's editor has: saving, what went wrong, two versions side by side. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { useStore } from "../../shared/store";
import { Button } from "../../shared/ui/button";
import { Icon } from "../../shared/ui/icon";
import { Skeleton, Trouble } from "../../shared/ui/pieces";
import { Clock } from "../../shared/ui/time";
import { LineChanges } from "../changes";
import { keepFocus } from "../focus";
import { count } from "../words";
import { DraftSession, type Source } from "./draft";
import { isChanged, type Draft } from "./draft_reduce";
import type { Office } from "./office";

export interface Editing<F> {
  session: DraftSession<F>;
  draft: Draft<F>;
}

/** Begins editing what a source has; another source begins anew. */
export function useDraft<F>(office: Office, source: Source<F>): Editing<F> {
  const session = useMemo(() => new DraftSession(source, office.config.me.id), [source.key]);
  const draft = useStore(session.store);
  useEffect(() => void session.load(), [session]);
  return { session, draft };
}

/** What can be stored, whatever its form is. */
interface Storing {
  session: { save: () => Promise<boolean> };
  draft: Draft<unknown>;
}

async function save(office: Office, { session }: Storing): Promise<void> {
  if (await session.save()) return void office.refresh();
  requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}

/** Ctrl+S stores all that was changed on this page; the browser's own meaning of it is of no use here. */
export function useSaveKey(office: Office, ...all: Storing[]): void {
  const latest = useRef(all);
  latest.current = all;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      for (const editing of latest.current) if (isChanged(editing.draft)) void save(office, editing);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [office]);
}

function Progress<F>({ draft, isNew }: { draft: Draft<F>; isNew: boolean }) {
  if (draft.isSaving) return <>Saving…</>;
  if (isChanged(draft)) return <>Not saved yet</>;
  if (isNew) return <>Nothing written yet</>;
  return draft.number === 0 ? <>Never edited</> : <>Version {draft.number} saved</>;
}

/** Saving and discarding, with how it stands. */
export function SaveBar<F>({ office, editing, label = "Save", isNew = false, children }: {
  office: Office;
  editing: Editing<F>;
  label?: string;
  isNew?: boolean;
  children?: ComponentChildren;
}) {
  const { session, draft } = editing;
  const isOpen = draft.phase === "ready" && draft.theirs === null && !draft.isSaving;
  const canSave = isOpen && isChanged(draft);
  if (draft.phase !== "ready") return null;
  if (!office.canEdit) return <p class="soft read-only"><Icon name="lock" size={16} /> Only admins change this.</p>;
  return (
    <div class="save-bar">
      <p class="soft editor-progress" role="status"><Progress draft={draft} isNew={isNew} /></p>
      <span class="page-actions">
        {children}
        {canSave && <Button weight="quiet" onClick={() => session.drop()}>Discard</Button>}
        <Button weight={canSave ? "primary" : "plain"} aria-disabled={!canSave} keys="Ctrl S" onClick={() => canSave && void save(office, editing)}>{label}</Button>
      </span>
    </div>
  );
}

function Conflict<F>({ editing, describe }: { editing: Editing<F>; describe: (form: F) => string }) {
  const { session, draft } = editing;
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [draft.theirs?.number]);
  useEffect(() => keepFocus, []);
  if (draft.theirs === null || draft.form === null) return null;
  return (
    <section class="conflict" aria-labelledby={heading}>
      <h2 id={heading} ref={title} tabIndex={-1}>Somebody saved version {draft.theirs.number} while you typed</h2>
      <p>Nothing is lost: what you typed is kept in this browser. Marked with − is what they saved, with + what you typed; what they alone changed is taken over.</p>
      <LineChanges before={describe(draft.theirs.form)} after={describe(draft.form)} />
      <p class="conflict-foot">
        <Button weight="primary" onClick={() => session.keepMine()}>Go on with mine</Button>
        <Button onClick={() => session.takeTheirs()}>Take theirs</Button>
      </p>
    </section>
  );
}

function Notices<F>({ editing: { session, draft } }: { editing: Editing<F> }) {
  const wrong = Object.keys(draft.errors).length;
  return (
    <>
      {(draft.refusal !== "" || wrong > 0) && (
        <div class="trouble" role="alert">
          <Icon name="alert" size={18} />
          <p>{draft.refusal} {wrong > 0 && `Not saved: ${count(wrong, "field needs", "fields need")} your attention.`}</p>
        </div>
      )}
      {draft.keptAt !== null && draft.theirs === null && isChanged(draft) && (
        <div class="kept">
          <Icon name="clock" size={18} />
          <p role="status">You typed here at <Clock at={draft.keptAt} /> and did not save. It is back as it was.</p>
          <Button onClick={() => session.drop()}>Discard it</Button>
        </div>
      )}
    </>
  );
}

/** The form with all that can come between it and being stored. Who may only look sees it switched off. */
export function Editor<F>({ office, editing, describe, name, children }: {
  office: Office;
  editing: Editing<F>;
  describe: (form: F) => string;
  name: string;
  children: (form: F, change: (part: Partial<F>) => void, errors: Draft<F>["errors"]) => ComponentChildren;
}) {
  const { session, draft } = editing;
  if (draft.phase === "failed") return <Trouble retry={() => void session.load()}>{draft.trouble}</Trouble>;
  if (draft.form === null) return <Skeleton rows={5} label="Loading" />;
  const { form } = draft;
  return (
    <>
      <Notices editing={editing} />
      <Conflict editing={editing} describe={describe} />
      {draft.theirs === null && (
        <form aria-label={name} onSubmit={(event) => event.preventDefault()} noValidate>
          <fieldset class="office-fields" disabled={!office.canEdit}>
            {children(form, (part) => session.change({ ...form, ...part }), draft.errors)}
          </fieldset>
        </form>
      )}
    </>
  );
}
