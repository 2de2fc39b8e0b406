/** The one place where the state of these pages changes; what concerns the open article is next door. */
import { reduceEditor } from "./reduce_editor";
import type { Action, Listed, State, Tried, Versions } from "./state";

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "route.changed":
      return { ...state, route: action.route, dialog: null };
    case "list.asked":
    case "list.loaded":
    case "list.failed":
      return { ...state, listed: reduceListed(state.listed, action) };
    case "check.asked":
      return { ...state, checked: { ...state.checked, trouble: "", phase: state.checked.phase === "failed" ? "loading" : state.checked.phase } };
    case "check.loaded":
      return { ...state, checked: { phase: "ready", trouble: "", findings: action.findings } };
    case "check.failed":
      return { ...state, checked: { ...state.checked, phase: "failed", trouble: action.message } };
    case "trial.asked":
    case "trial.loaded":
    case "trial.failed":
      return { ...state, tried: reduceTried(state.tried, action) };
    case "versions.asked":
    case "versions.loaded":
    case "versions.failed":
    case "version.loaded":
      return { ...state, versions: reduceVersions(state.versions, action) };
    case "dialog.opened":
      return { ...state, dialog: action.dialog };
    case "dialog.closed":
      return { ...state, dialog: null };
    case "toast.shown":
      return { ...state, toasts: [...state.toasts, action.toast] };
    case "toast.dismissed":
      return { ...state, toasts: state.toasts.filter((toast) => toast.id !== action.id) };
    default:
      return { ...state, open: reduceEditor(state.open, action) };
  }
}

/** An answer to a filter that is no longer asked for is not heard. */
function reduceListed(listed: Listed, action: Extract<Action, { type: `list.${string}` }>): Listed {
  if (action.type === "list.asked") return { ...listed, phase: "loading", trouble: "", filter: action.filter };
  if (action.filter !== listed.filter) return listed;
  if (action.type === "list.failed") return { ...listed, phase: "failed", trouble: action.message };
  return { ...listed, phase: "ready", found: action.found };
}

function reduceTried(tried: Tried, action: Extract<Action, { type: `trial.${string}` }>): Tried {
  if (action.type === "trial.asked") return { ...tried, phase: "loading", question: action.question, trouble: "" };
  if (action.question !== tried.question) return tried;
  if (action.type === "trial.failed") return { ...tried, phase: "failed", trouble: action.message, trial: null };
  return { ...tried, phase: "ready", trial: action.trial };
}

type VersionsAction = Extract<Action, { type: `versions.${string}` | "version.loaded" }>;

/** The texts stay when the list is read again: a version never changes. */
function reduceVersions(versions: Versions | null, action: VersionsAction): Versions | null {
  if (action.type === "versions.asked") {
    const texts = versions?.id === action.id ? versions.texts : {};
    const rows = versions?.id === action.id ? versions.rows : [];
    return { id: action.id, phase: "loading", trouble: "", rows, texts };
  }
  if (versions?.id !== action.id) return versions;
  switch (action.type) {
    case "versions.loaded":
      return { ...versions, phase: "ready", rows: action.rows };
    case "versions.failed":
      return { ...versions, phase: "failed", trouble: action.message };
    case "version.loaded":
      return { ...versions, texts: { ...versions.texts, [action.text.number]: action.text } };
  }
}
