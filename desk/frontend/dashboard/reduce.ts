/** The one place where the dashboard's state changes. */
import type { People, PresenceChangedData } from "../shared/staff.gen";
import { reduceList, rowsAfter } from "./reduce_list";
import { reduceThread } from "./reduce_thread";
import { ordered } from "./select";
import { NO_DRAFT, type Action, type State } from "./state";

const TOASTS_SHOWN = 4;

export function reduce(state: State, action: Action): State {
  return settled(state, step(state, action));
}

function step(state: State, action: Action): State {
  switch (action.type) {
    case "connection.changed":
      return { ...state, connection: action.connection };
    case "people.loaded":
      return { ...state, people: action.people };
    case "presence.changed":
      return state.people ? { ...state, people: present(state.people, action.presence) } : state;
    case "route.changed":
      return { ...state, route: action.route, dialog: null, toasts: unanswered(state.toasts, action.route.id) };
    case "row.changed":
      return { ...state, rows: rowsAfter(state.rows, [action.event]) };
    case "version.accepted":
      return { ...state, version: action.version };
    case "draft.changed":
      return drafted(state, action.id, action.draft);
    case "pending.changed":
      return { ...state, pending: action.pending };
    case "verb.started":
      return { ...state, isBusy: true };
    case "verb.ended":
      return { ...state, isBusy: false };
    case "dialog.opened":
      return { ...state, dialog: action.dialog };
    case "dialog.closed":
      return { ...state, dialog: null };
    case "context.toggled":
      return { ...state, isContextOpen: !state.isContextOpen };
    case "toast.shown":
      return { ...state, toasts: [...state.toasts, action.toast].slice(-TOASTS_SHOWN) };
    case "toast.dismissed":
      return { ...state, toasts: state.toasts.filter((toast) => toast.id !== action.id) };
    default:
      return action.type.startsWith("thread.") ? reduceThread(state, action) : reduceList(state, action);
  }
}

/** Opening a conversation answers the notices about it. */
function unanswered(toasts: State["toasts"], opened: string | null): State["toasts"] {
  return opened === null ? toasts : toasts.filter((toast) => toast.about !== opened);
}

/** Bring the order on the screen up to date, unless somebody is pointing at it. */
function settled(before: State, after: State): State {
  const isOtherView = before.route.view !== after.route.view;
  if (after.rows === before.rows && !isOtherView && after.isHeld === before.isHeld) return after;
  if (after.isHeld && !isOtherView && after.shown.length > 0) return after;
  return { ...after, shown: ordered(after.rows, after.route.view, after.me.id) };
}

function present(people: People, presence: PresenceChangedData): People {
  const { agent_id: id, availability, is_present, is_paused = false } = presence;
  return {
    ...people,
    me: people.me.id === id ? { ...people.me, availability, is_present, is_paused } : people.me,
    colleagues: people.colleagues.map((colleague) =>
      colleague.id === id ? { ...colleague, availability, is_present, is_paused } : colleague,
    ),
  };
}

/** Keep what is written; forget a draft that became empty. */
function drafted(state: State, id: string, change: Partial<State["drafts"][string]>): State {
  const draft = { ...(state.drafts[id] ?? NO_DRAFT), ...change };
  const { [id]: _old, ...others } = state.drafts;
  const isWorthKeeping = draft.reply !== "" || draft.note !== "" || draft.mode === "note";
  return { ...state, drafts: isWorthKeeping ? { ...others, [id]: draft } : others };
}
