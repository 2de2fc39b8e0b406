/** How the open article changes: loaded, typed into, stored, in conflict with another's version. */
import type { ArticleDetail } from "../shared/staff.gen";
import { EMPTY_FORM, FIELDS, formOf, isSame, settled, type Form } from "./form";
import type { Conflict, EditorAction, Kept, OpenArticle } from "./state";

export function reduceEditor(open: OpenArticle | null, action: EditorAction): OpenArticle | null {
  if (action.type === "article.asked") return asked(open, action.id, action.client_id);
  if (open === null || ("id" in action && action.id !== open.id)) return open;
  switch (action.type) {
    case "article.loaded":
      return loaded(open, action.article, action.kept);
    case "article.failed":
      return open.phase === "ready" ? { ...open, refusal: action.message } : { ...open, phase: "failed", trouble: action.message };
    case "form.changed":
      return { ...open, form: { ...open.form, ...action.change }, errors: without(open, action.change) };
    case "form.dropped":
      return { ...open, client_id: action.client_id, form: open.base, errors: {}, refusal: "", conflict: null, keptAt: null };
    case "save.asked":
      return { ...open, isSaving: true, errors: {}, refusal: "" };
    case "save.done":
      return stored(open, action.sent, action.article);
    case "save.refused":
      return { ...open, isSaving: false, refusal: action.message, errors: action.errors };
    case "conflict.found":
      return inConflict({ ...open, isSaving: false }, action.theirs);
    case "conflict.chosen":
      return open.conflict === null
        ? open
        : { ...open, conflict: { ...open.conflict, choices: { ...open.conflict.choices, [action.field]: action.side } } };
    case "conflict.settled":
      return open.conflict === null ? open : withTheirs(open, open.conflict.theirs, chosen(open.form, open.conflict));
  }
}

/** Whether something was typed that is not stored. */
export function isChanged(open: OpenArticle): boolean {
  return open.phase === "ready" && !isSame(open.form, open.base);
}

function asked(open: OpenArticle | null, id: string, client_id: string): OpenArticle {
  if (open?.id === id && open.phase === "ready") return open;
  return {
    id,
    client_id,
    phase: "loading",
    trouble: "",
    saved: null,
    version: 0,
    base: EMPTY_FORM,
    form: EMPTY_FORM,
    errors: {},
    refusal: "",
    isSaving: false,
    conflict: null,
    keptAt: null,
  };
}

/** What was typed goes on where it ended, beside what others stored since. */
function loaded(open: OpenArticle, article: ArticleDetail | null, kept: Kept | null): OpenArticle {
  const base = article === null ? EMPTY_FORM : formOf(article);
  const version = article?.version ?? 0;
  const typed = open.phase === "ready" ? open : kept;
  const ready: OpenArticle = { ...open, phase: "ready", trouble: "", saved: article, version, base };
  if (typed === null || isSame(typed.form, typed.base)) return { ...ready, form: base, conflict: null };
  const going: OpenArticle = { ...ready, client_id: typed.client_id, form: typed.form, keptAt: "at" in typed ? typed.at : typed.keptAt };
  if (article === null || version === typed.version) return going;
  return inConflict({ ...going, base: typed.base, version: typed.version }, article);
}

function stored(open: OpenArticle, sent: Form, article: ArticleDetail): OpenArticle {
  const form = settled(open.form, sent, formOf(article));
  return { ...withTheirs(open, article, form), isSaving: false, id: article.id };
}

function withTheirs(open: OpenArticle, article: ArticleDetail, form: Form): OpenArticle {
  return { ...open, saved: article, version: article.version, base: formOf(article), form, errors: {}, refusal: "", conflict: null, keptAt: null };
}

/** Who changed a field alone keeps it; where both did, mine stays until it is chosen otherwise. */
function inConflict(open: OpenArticle, theirs: ArticleDetail): OpenArticle {
  const other = formOf(theirs);
  if (isSame(open.form, open.base)) {
    const refusal = `${theirs.updated_by || "Somebody"} saved version ${theirs.version} meanwhile. This is it: look at it, then go on.`;
    return { ...withTheirs(open, theirs, other), refusal };
  }
  const differing = FIELDS.filter((field) => !isSame(open.form, other, field));
  if (differing.length === 0) return withTheirs(open, theirs, settled(open.form, open.form, other));
  const choices = differing.map((field) => [field, isSame(open.form, open.base, field) ? "theirs" : "mine"]);
  return { ...open, conflict: { theirs, choices: Object.fromEntries(choices) } };
}

function chosen(mine: Form, { theirs, choices }: Conflict): Form {
  const other = formOf(theirs);
  const taken = FIELDS.filter((field) => choices[field] !== "mine").map((field) => [field, other[field]]);
  return { ...mine, ...Object.fromEntries(taken) };
}

function without(open: OpenArticle, change: Partial<Form>): OpenArticle["errors"] {
  const left = Object.entries(open.errors).filter(([field]) => !(field in change));
  return Object.fromEntries(left);
}
