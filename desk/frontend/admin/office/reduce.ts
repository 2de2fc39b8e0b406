/** The one place where the shared state of these pages changes; a document that is edited has its own. */
import type { OfficeAction, OfficeState } from "./state";

export function reduceOffice(state: OfficeState, action: OfficeAction): OfficeState {
  switch (action.type) {
    case "route.changed":
      return { ...state, route: action.route };
    case "office.loaded":
      return { ...state, phase: "ready", trouble: "", people: action.people, teams: action.teams, skills: action.skills };
    case "office.failed":
      return { ...state, phase: state.phase === "ready" ? "ready" : "failed", trouble: action.message };
    case "toast.shown":
      return { ...state, toasts: [...state.toasts, action.toast] };
    case "toast.dismissed":
      return { ...state, toasts: state.toasts.filter((toast) => toast.id !== action.id) };
  }
}
