/** What is being edited: where the typing began, what is typed, and what somebody else stored meanwhile. */

export interface Stored<F> {
  number: number;
  form: F;
}

/** What was typed and not stored, as the browser keeps it. */
export interface Kept<F> {
  number: number;
  base: F;
  form: F;
  at: string;
}

export interface Draft<F> {
  phase: "loading" | "ready" | "failed";
  trouble: string;
  /** The version that the typing began from. */
  number: number;
  base: F | null;
  form: F | null;
  /** What is wrong, by the path of the field. */
  errors: Readonly<Record<string, string>>;
  refusal: string;
  isSaving: boolean;
  /** What somebody else stored while this was typed. */
  theirs: Stored<F> | null;
  /** When the typing that the browser had kept was done, until it is stored or dropped. */
  keptAt: string | null;
}

export type DraftAction<F> =
  | { type: "asked" }
  | { type: "loaded"; stored: Stored<F>; kept: Kept<F> | null }
  | { type: "failed"; message: string }
  | { type: "changed"; form: F }
  | { type: "saving" }
  | { type: "saved"; sent: F; stored: Stored<F> }
  | { type: "refused"; message: string; errors: Readonly<Record<string, string>> }
  | { type: "overtaken"; theirs: Stored<F> }
  | { type: "theirs.taken" }
  | { type: "mine.kept" }
  | { type: "dropped" };

export function isSame<F>(one: F, other: F): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function isChanged<F>(draft: Draft<F>): boolean {
  return draft.phase === "ready" && !isSame(draft.form, draft.base);
}

export function firstDraft<F>(): Draft<F> {
  return { phase: "loading", trouble: "", number: 0, base: null, form: null, errors: {}, refusal: "", isSaving: false, theirs: null, keptAt: null };
}

export function reduceDraft<F>(draft: Draft<F>, action: DraftAction<F>): Draft<F> {
  switch (action.type) {
    case "asked":
      return draft.phase === "failed" ? { ...draft, phase: "loading", trouble: "" } : draft;
    case "loaded":
      return loaded(draft, action.stored, action.kept);
    case "failed":
      return draft.phase === "ready" ? { ...draft, refusal: action.message } : { ...draft, phase: "failed", trouble: action.message };
    case "changed":
      return { ...draft, form: action.form, refusal: "" };
    case "saving":
      return { ...draft, isSaving: true, errors: {}, refusal: "" };
    case "saved":
      // What was typed while it was stored stays.
      return { ...settled(action.stored), form: isSame(draft.form, action.sent) ? action.stored.form : draft.form };
    case "refused":
      return { ...draft, isSaving: false, refusal: action.message, errors: action.errors };
    case "overtaken":
      return overtaken({ ...draft, isSaving: false }, action.theirs);
    case "theirs.taken":
      return draft.theirs === null ? draft : settled(draft.theirs);
    case "mine.kept":
      return draft.theirs === null ? draft : { ...settled(draft.theirs), form: draft.form };
    case "dropped":
      return { ...draft, form: draft.base, errors: {}, refusal: "", theirs: null, keptAt: null };
  }
}

function settled<F>({ number, form }: Stored<F>): Draft<F> {
  return { ...firstDraft<F>(), phase: "ready", number, base: form, form };
}

/** What was typed goes on where it ended, beside what others stored since. */
function loaded<F>(draft: Draft<F>, stored: Stored<F>, kept: Kept<F> | null): Draft<F> {
  const typed = isChanged(draft) ? draft : kept;
  if (typed === null || isSame(typed.form, typed.base) || isSame(typed.form, stored.form)) return settled(stored);
  const going = { ...settled(stored), form: typed.form, keptAt: "at" in typed ? typed.at : typed.keptAt };
  if (typed.number === stored.number) return going;
  return overtaken({ ...going, number: typed.number, base: typed.base }, stored);
}

/** What they alone changed is theirs; where both did, mine stays until it is chosen otherwise. */
function overtaken<F>(draft: Draft<F>, theirs: Stored<F>): Draft<F> {
  if (draft.form === null || draft.base === null) return settled(theirs);
  const form = merged(draft.base, draft.form, theirs.form);
  return isSame(form, theirs.form) ? settled(theirs) : { ...draft, form, theirs };
}

function merged<F>(base: F, mine: F, theirs: F): F {
  const next = { ...mine };
  for (const field in next) if (isSame(mine[field], base[field])) next[field] = theirs[field];
  return next;
}
