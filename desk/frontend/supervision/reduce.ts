/** The one place where the state of the supervision pages changes. */
import type { Action, Sessions, State } from "./state";

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "route.changed":
      return { ...state, route: action.route };
    case "connection.changed":
      return { ...state, connection: action.connection };
    case "live.loaded":
      return { ...state, live: { phase: "ready", counts: action.counts, queue: action.queue, bot: action.bot } };
    case "live.failed":
      return state.live.phase === "ready" ? state : { ...state, live: { ...state.live, phase: "failed" } };
    case "depth.chosen":
      return { ...state, depth: action.depth };
    case "session.asked":
      return state.open?.id === action.id && state.open.session !== null
        ? state
        : { ...state, open: { id: action.id, phase: "loading", trouble: "", session: null } };
    case "session.loaded":
      return ifOpen(state, action.id, { phase: "ready", session: action.session });
    case "session.failed":
      return ifOpen(state, action.id, { phase: "failed", trouble: action.message });
    default:
      return { ...state, sessions: reduceSessions(state.sessions, action) };
  }
}

function ifOpen(state: State, id: string, change: Partial<NonNullable<State["open"]>>): State {
  return state.open?.id === id ? { ...state, open: { ...state.open, ...change } } : state;
}

type SessionsAction = Extract<Action, { type: `sessions.${string}` }>;

/** An answer to a filter that is no longer asked for is not heard. */
function reduceSessions(sessions: Sessions, action: SessionsAction): Sessions {
  if (action.type === "sessions.asked") {
    return action.isMore
      ? { ...sessions, isLoadingMore: true }
      : { ...sessions, phase: "loading", filter: action.filter, trouble: "", cursor: null };
  }
  if (action.filter !== sessions.filter) return sessions;
  if (action.type === "sessions.failed") {
    return { ...sessions, phase: "failed", trouble: action.message, isLoadingMore: false };
  }
  const { page, isMore } = action;
  return {
    ...sessions,
    phase: "ready",
    rows: isMore ? [...sessions.rows, ...page.sessions] : page.sessions,
    total: page.total,
    cursor: page.cursor,
    isLoadingMore: false,
  };
}
