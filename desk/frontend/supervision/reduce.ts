/** The one place where the state of the supervision pages changes. */
import type { Action, Sessions, State, WhatIf } from "./state";

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
    case "what_if.started":
    case "what_if.moved":
    case "what_if.ended":
    case "what_if.failed":
    case "what_if.stopped":
      return { ...state, whatIf: reduceWhatIf(state.whatIf, action) };
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

type WhatIfAction = Extract<Action, { type: `what_if.${string}` }>;

/** What was found before stays in sight until the next result is there. */
function reduceWhatIf(whatIf: WhatIf, action: WhatIfAction): WhatIf {
  switch (action.type) {
    case "what_if.started":
      return { ...whatIf, phase: "running", done: 0, trouble: "" };
    case "what_if.moved":
      return whatIf.phase === "running" ? { ...whatIf, done: action.done } : whatIf;
    case "what_if.ended":
      return { phase: "ready", done: 1, comparison: action.comparison, trouble: "" };
    case "what_if.failed":
      return { ...whatIf, phase: "failed", trouble: action.message };
    case "what_if.stopped":
      return { ...whatIf, phase: whatIf.comparison === null ? "idle" : "ready" };
  }
}
