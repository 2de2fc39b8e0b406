/** What the pages of the knowledge base know, and everything that can change it. */
import type { ArticleDetail, ArticlesPage, Finding, Trial, VersionDetail, VersionRow } from "../shared/staff.gen";
import type { Toast } from "../shared/ui/toast";
import type { Field, Form } from "./form";
import type { Filter, Route } from "./route";

export type Phase = "loading" | "ready" | "failed";
export type Errors = Readonly<Partial<Record<Field, string>>>;

/** What was typed and not stored, as the browser keeps it; `base` is what it was made of. */
export interface Kept {
  form: Form;
  base: Form;
  version: number;
  at: string;
  /** Of a new article: with it the desk knows the same article again. */
  client_id: string;
}

/** Somebody stored another version meanwhile; for each field that differs, whose text is to stay. */
export interface Conflict {
  theirs: ArticleDetail;
  choices: Readonly<Partial<Record<Field, "mine" | "theirs">>>;
}

export interface OpenArticle {
  id: string;
  client_id: string;
  phase: Phase;
  trouble: string;
  /** As it is stored; null while it is loaded, and for a new one. */
  saved: ArticleDetail | null;
  /** Where the typing began: the version and its fields. */
  version: number;
  base: Form;
  form: Form;
  errors: Errors;
  /** Why it could not be stored. */
  refusal: string;
  isSaving: boolean;
  conflict: Conflict | null;
  /** When the typing that the browser had kept was done, until it is stored or dropped. */
  keptAt: string | null;
}

export interface Listed {
  phase: Phase;
  trouble: string;
  filter: Filter | null;
  found: ArticlesPage | null;
}

export interface Checked {
  phase: Phase;
  trouble: string;
  findings: readonly Finding[];
}

export interface Tried {
  phase: Phase | "none";
  question: string;
  trouble: string;
  trial: Trial | null;
}

export interface Versions {
  id: string;
  phase: Phase;
  trouble: string;
  rows: readonly VersionRow[];
  /** The texts that were read, by number. */
  texts: Readonly<Record<number, VersionDetail>>;
}

export type DialogName = "publish" | "unpublish" | "delete" | "drop" | "restore";

export interface State {
  route: Route;
  listed: Listed;
  checked: Checked;
  open: OpenArticle | null;
  tried: Tried;
  versions: Versions | null;
  dialog: DialogName | null;
  toasts: readonly Toast[];
}

export type EditorAction =
  | { type: "article.asked"; id: string; client_id: string }
  | { type: "article.loaded"; id: string; article: ArticleDetail | null; kept: Kept | null }
  | { type: "article.failed"; id: string; message: string }
  | { type: "form.changed"; change: Partial<Form> }
  | { type: "form.dropped"; client_id: string }
  | { type: "save.asked" }
  | { type: "save.done"; id: string; sent: Form; article: ArticleDetail }
  | { type: "save.refused"; id: string; message: string; errors: Errors }
  | { type: "conflict.found"; id: string; theirs: ArticleDetail }
  | { type: "conflict.chosen"; field: Field; side: "mine" | "theirs" }
  | { type: "conflict.settled" };

export type Action =
  | EditorAction
  | { type: "route.changed"; route: Route }
  | { type: "list.asked"; filter: Filter }
  | { type: "list.loaded"; filter: Filter; found: ArticlesPage }
  | { type: "list.failed"; filter: Filter; message: string }
  | { type: "check.asked" }
  | { type: "check.loaded"; findings: readonly Finding[] }
  | { type: "check.failed"; message: string }
  | { type: "trial.asked"; question: string }
  | { type: "trial.loaded"; question: string; trial: Trial }
  | { type: "trial.failed"; question: string; message: string }
  | { type: "versions.asked"; id: string }
  | { type: "versions.loaded"; id: string; rows: readonly VersionRow[] }
  | { type: "versions.failed"; id: string; message: string }
  | { type: "version.loaded"; id: string; text: VersionDetail }
  | { type: "dialog.opened"; dialog: DialogName }
  | { type: "dialog.closed" }
  | { type: "toast.shown"; toast: Toast }
  | { type: "toast.dismissed"; id: string };

const NOTHING_TRIED: Tried = { phase: "none", question: "", trouble: "", trial: null };

export function initialState(route: Route): State {
  return {
    route,
    listed: { phase: "loading", trouble: "", filter: null, found: null },
    checked: { phase: "loading", trouble: "", findings: [] },
    open: null,
    tried: NOTHING_TRIED,
    versions: null,
    dialog: null,
    toasts: [],
  };
}
