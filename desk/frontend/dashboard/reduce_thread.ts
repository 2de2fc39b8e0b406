/** How the open thread changes: its snapshot, its events, what is being written. */
import type { Author, StaffConversation, StaffEvent } from "../shared/staff.gen";
import { merged, rowsAfter } from "./reduce_list";
import { isUnread } from "./select";
import type { Action, State, Thread } from "./state";

export function reduceThread(state: State, action: Action): State {
  if (action.type === "thread.asked") return { ...state, thread: asked(state, action.id) };
  if (action.type === "thread.left") return { ...state, thread: null };
  if (action.type === "thread.opened") return opened(state, action);
  const { thread } = state;
  if (thread === null || ("id" in action && action.id !== thread.id)) return state;
  return inThread(state, thread, action);
}

function inThread(state: State, thread: Thread, action: Action): State {
  switch (action.type) {
    case "thread.failed":
      return { ...state, thread: { ...thread, phase: "failed", trouble: action.message } };
    case "thread.applied":
      return {
        ...state,
        rows: rowsAfter(state.rows, action.events),
        thread: { ...thread, events: [...thread.events, ...action.events], typing: stillTyping(thread, action.events) },
      };
    case "thread.earlier.asked":
      return { ...state, thread: { ...thread, isLoadingEarlier: true } };
    case "thread.earlier":
      return { ...state, thread: withEarlier(thread, action) };
    case "thread.streamed":
      return { ...state, thread: { ...thread, streams: action.streams } };
    case "thread.typing":
      return { ...state, thread: { ...thread, typing: typing(thread.typing, action.author, action.isOn) } };
    default:
      return state;
  }
}

function asked(state: State, id: string): Thread {
  if (state.thread?.id === id && state.thread.phase === "ready") return state.thread;
  return {
    id,
    phase: "loading",
    trouble: "",
    events: [],
    hasEarlier: false,
    isLoadingEarlier: false,
    newFrom: null,
    streams: [],
    typing: [],
  };
}

function opened(state: State, { snapshot }: Extract<Action, { type: "thread.opened" }>): State {
  const { thread } = state;
  if (thread?.id !== snapshot.conversation.id) return state;
  return {
    ...state,
    rows: merged(state.rows, [snapshot.conversation]),
    thread: {
      ...thread,
      phase: "ready",
      events: snapshot.events,
      hasEarlier: snapshot.has_earlier,
      newFrom: firstUnread(snapshot.events, snapshot.conversation, state.me.id),
    },
  };
}

function firstUnread(events: readonly StaffEvent[], row: StaffConversation, me: string): number | null {
  if (row.staff_read_seq === 0 || !isUnread(row, me)) return null;
  const isNew = (event: StaffEvent) =>
    event.seq > row.staff_read_seq && event.type === "message.posted" && event.data.message.author.kind === "customer";
  return events.find(isNew)?.seq ?? null;
}

function withEarlier(thread: Thread, { page }: Extract<Action, { type: "thread.earlier" }>): Thread {
  return {
    ...thread,
    events: [...page.events, ...thread.events],
    hasEarlier: page.has_earlier,
    isLoadingEarlier: false,
  };
}

function key(author: Author): string {
  return `${author.kind}:${author.id ?? author.name}`;
}

function typing(now: readonly Author[], author: Author, isOn: boolean): readonly Author[] {
  const others = now.filter((each) => key(each) !== key(author));
  return isOn ? [...others, author] : others;
}

/** Who has just posted is not writing any more. */
function stillTyping(thread: Thread, events: readonly StaffEvent[]): readonly Author[] {
  const posted = new Set(events.filter((event) => event.type === "message.posted").map((event) => key(event.actor)));
  return thread.typing.filter((author) => !posted.has(key(author)));
}
