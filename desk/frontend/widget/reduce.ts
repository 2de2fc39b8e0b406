import type { CustomerConversation, WidgetEvent } from "./events.gen";
import { FIRST_STATE, NEW, type Action, type AppState, type Thread } from "./state";

/** The state of a conversation after one more event, as its customer sees it. The same rules are in Python. */
export function reduceConversation(conversation: CustomerConversation, event: WidgetEvent): CustomerConversation {
  const moved = { ...conversation, head: event.seq };
  switch (event.type) {
    case "conversation.opened":
      return { ...event.data.conversation, head: event.seq };
    case "message.posted":
      return moved;
    case "message.read":
      return event.data.reader === "customer"
        ? { ...moved, customer_read_seq: event.data.read_seq }
        : { ...moved, staff_read_seq: event.data.read_seq };
    case "conversation.email_left":
      return { ...moved, reply_email: event.data.email };
    case "conversation.rated":
      return { ...moved, rating: { score: event.data.score, comment: event.data.comment } };
    case "conversation.reopened":
      return { ...moved, status: event.data.status, agent: event.data.agent, episode: event.data.episode, rating: null };
    default:
      return { ...moved, status: event.data.status, agent: event.data.agent };
  }
}

/** The state of the widget after one more thing that happened: the only place where it changes. */
export function reduce(state: AppState, action: Action): AppState {
  switch (action.type) {
    case "screen.shown":
      return { ...state, screen: action.screen };
    case "frame.shown":
      return { ...state, isShown: true, isFull: action.isFull };
    case "frame.hidden":
      return { ...state, isShown: false };
    case "customer.forgotten": {
      const { connection, isShown, isFull } = state;
      return { ...FIRST_STATE, connection, isShown, isFull };
    }
    case "connection.changed":
      return { ...state, connection: action.state, typing: null };
    case "conversations.listed":
      return { ...state, listed: action.conversations };
    case "unsent.changed":
      return { ...state, unsent: action.unsent };
    case "streams.painted":
      return { ...state, streams: action.streams };
    case "typing.changed":
      return { ...state, typing: action.name };
    case "human.asked":
      return { ...state, isAskingForHuman: true, problem: null };
    case "problem.changed":
      return { ...state, problem: action.problem, isAskingForHuman: false };
    case "rating.skipped":
      return { ...state, skippedRatings: [...state.skippedRatings, action.key] };
    case "draft.changed":
      return { ...state, drafts: { ...state.drafts, [action.threadId ?? NEW]: action.text } };
    default:
      return reduceThread(state, action);
  }
}

type ThreadAction = Extract<
  Action,
  { type: "thread.chosen" | "thread.loaded" | "events.applied" | "earlier.loaded" | "queue.moved" }
>;

function reduceThread(state: AppState, action: ThreadAction): AppState {
  switch (action.type) {
    case "thread.chosen":
      return { ...withoutThread(state), threadId: action.id, previousId: action.previousId };
    case "thread.loaded":
      return { ...state, threadId: action.snapshot.conversation.id, thread: loaded(action), problem: null };
    case "events.applied":
      return state.thread ? applied(state, state.thread, action.events) : state;
    case "earlier.loaded":
      return state.thread ? { ...state, thread: withEarlier(state.thread, action.page) } : state;
    case "queue.moved":
      return state.thread?.conversation.id === action.id
        ? { ...state, thread: { ...state.thread, queue: action.place } }
        : state;
  }
}

function withoutThread(state: AppState): AppState {
  return { ...state, thread: null, streams: [], typing: null, problem: null, isAskingForHuman: false };
}

function loaded({ snapshot, isOpening }: Extract<Action, { type: "thread.loaded" }>): Thread {
  return {
    conversation: snapshot.conversation,
    events: snapshot.events,
    hasEarlier: snapshot.has_earlier,
    queue: snapshot.queue,
    liveFrom: isOpening ? 0 : snapshot.head,
  };
}

function applied(state: AppState, thread: Thread, events: WidgetEvent[]): AppState {
  const conversation = events.reduce(reduceConversation, thread.conversation);
  const isWaiting = conversation.status === "queued";
  const hasAnswer = events.some((event) => event.type === "message.posted" && event.data.message.author.kind === "agent");
  const isWriting = conversation.status === "assigned" && !hasAnswer;
  return {
    ...state,
    typing: isWriting ? state.typing : null,
    isAskingForHuman: state.isAskingForHuman && conversation.status === "bot",
    thread: {
      ...thread,
      conversation,
      events: [...thread.events, ...events],
      queue: isWaiting ? thread.queue : null,
    },
  };
}

function withEarlier(thread: Thread, page: { events: WidgetEvent[]; has_earlier: boolean }): Thread {
  return { ...thread, events: [...page.events, ...thread.events], hasEarlier: page.has_earlier };
}
