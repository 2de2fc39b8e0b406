/** How the inbox's rows change: pages of the server, and single events. */
import type { InboxView, StaffConversation, StaffEvent } from "../shared/staff.gen";
import { reduceStaff } from "../shared/staff_reduce";
import { isIn, ordered } from "./select";
import type { Action, List, Rows, State } from "./state";

export function reduceList(state: State, action: Action): State {
  switch (action.type) {
    case "list.asked":
      return withList(state, action.view, action.isMore ? { isLoadingMore: true } : {});
    case "list.loaded":
      return loaded(state, action);
    case "list.failed":
      return withList(state, action.view, {
        phase: state.lists[action.view].phase === "ready" ? "ready" : "failed",
        isLoadingMore: false,
      });
    case "list.held":
      return { ...state, isHeld: action.isHeld };
    case "list.ordered":
      return { ...state, shown: ordered(state.rows, state.route.view, state.me.id) };
    default:
      return state;
  }
}

function withList(state: State, view: InboxView, change: Partial<List>): State {
  return { ...state, lists: { ...state.lists, [view]: { ...state.lists[view], ...change } } };
}

/** A page arrived. A first page also tells which rows have left the view while we did not look. */
function loaded(state: State, action: Extract<Action, { type: "list.loaded" }>): State {
  const { view, inbox, asked, isMore } = action;
  const rows = isMore ? state.rows : withoutLeavers(state, view, asked);
  const list = { phase: "ready", cursor: inbox.cursor, isLoadingMore: false } as const;
  return {
    ...withList(state, view, list),
    rows: merged(rows, inbox.conversations),
    counts: inbox.counts,
    version: inbox.version,
  };
}

/** Drop the view's rows that are as they were when the page was asked for: it tells them anew. */
function withoutLeavers(state: State, view: InboxView, asked: Rows): Rows {
  return Object.fromEntries(
    Object.entries(state.rows).filter(
      ([id, row]) => row !== asked[id] || id === state.thread?.id || !isIn(view, row, state.me.id),
    ),
  );
}

/** A row never goes back: what events have told since the page was made stays. */
export function merged(rows: Rows, fresh: readonly StaffConversation[]): Rows {
  const newer = fresh.filter((row) => row.head >= (rows[row.id]?.head ?? 0));
  return { ...rows, ...Object.fromEntries(newer.map((row) => [row.id, row])) };
}

/** The rows after some events; an event that does not follow on its row is left to the server. */
export function rowsAfter(rows: Rows, events: readonly StaffEvent[]): Rows {
  let next = rows;
  for (const event of events) {
    const row = next[event.conversation_id];
    if (row ? event.seq === row.head + 1 : event.type === "conversation.opened") {
      next = { ...next, [event.conversation_id]: reduced(row, event) };
    }
  }
  return next;
}

function reduced(row: StaffConversation | undefined, event: StaffEvent): StaffConversation {
  const before = event.type === "conversation.opened" ? event.data.conversation : row;
  if (!before) throw new Error("Only an opening may come without its row.");
  return reduceStaff(before, event);
}
