/** What the supervision pages know, and everything that can change it. */
import type { ConnectionState } from "../shared/socket";
import type { Comparison, LiveCounts, Session, SessionPage, SessionRow, StaffConversation } from "../shared/staff.gen";
import type { Filter, Route } from "./route";

export type Phase = "loading" | "ready" | "failed";
/** How much of a session's timeline is shown. */
export type Depth = "messages" | "routing" | "internals";

export interface Live {
  phase: Phase;
  counts: LiveCounts | null;
  /** Null until the socket has told them. */
  queue: readonly StaffConversation[] | null;
  bot: readonly StaffConversation[] | null;
}

export interface Sessions {
  phase: Phase;
  trouble: string;
  filter: Filter | null;
  rows: readonly SessionRow[];
  total: number;
  cursor: string | null;
  isLoadingMore: boolean;
}

export interface OpenSession {
  id: string;
  phase: Phase;
  trouble: string;
  session: Session | null;
}

/** What was played last; the result stays until the next one is there. */
export interface WhatIf {
  phase: "idle" | "running" | "ready" | "failed";
  /** How far it is, 0 to 1. */
  done: number;
  comparison: Comparison | null;
  trouble: string;
}

export interface State {
  route: Route;
  connection: ConnectionState;
  live: Live;
  sessions: Sessions;
  open: OpenSession | null;
  depth: Depth;
  whatIf: WhatIf;
}

export type Action =
  | { type: "route.changed"; route: Route }
  | { type: "connection.changed"; connection: ConnectionState }
  | { type: "live.loaded"; counts: LiveCounts; queue: Live["queue"]; bot: Live["bot"] }
  | { type: "live.failed" }
  | { type: "sessions.asked"; filter: Filter; isMore: boolean }
  | { type: "sessions.loaded"; filter: Filter; page: SessionPage; isMore: boolean }
  | { type: "sessions.failed"; filter: Filter; message: string }
  | { type: "session.asked"; id: string }
  | { type: "session.loaded"; id: string; session: Session }
  | { type: "session.failed"; id: string; message: string }
  | { type: "depth.chosen"; depth: Depth }
  | { type: "what_if.started" }
  | { type: "what_if.moved"; done: number }
  | { type: "what_if.ended"; comparison: Comparison }
  | { type: "what_if.failed"; message: string }
  | { type: "what_if.stopped" };

export function initialState(route: Route): State {
  return {
    route,
    connection: "connecting",
    live: { phase: "loading", counts: null, queue: null, bot: null },
    sessions: { phase: "loading", trouble: "", filter: null, rows: [], total: 0, cursor: null, isLoadingMore: false },
    open: null,
    depth: "routing",
    whatIf: { phase: "idle", done: 0, comparison: null, trouble: "" },
  };
}
