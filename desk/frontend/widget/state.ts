import type { Unsent } from "../shared/outbox";
import type { ConnectionState } from "../shared/socket";
import type { Streaming } from "../shared/stream";
import type { CustomerConversation, CustomerListed, CustomerSnapshot, EarlierPage, QueuePlace, WidgetEvent } from "./events.gen";

/** A message on its way; without a conversation it opens one. */
export interface Outgoing {
  conversation_id: string | null;
  previous_id: string | null;
  text: string;
}

export interface Thread {
  conversation: CustomerConversation;
  events: WidgetEvent[];
  hasEarlier: boolean;
  queue: QueuePlace | null;
  /** The seq up to which events were history when the thread was shown: nothing of it is announced. */
  liveFrom: number;
}

export interface AppState {
  screen: "home" | "chat";
  isShown: boolean;
  isFull: boolean;
  connection: ConnectionState;
  listed: CustomerListed[];
  /** The conversation on the chat screen; null while a new one has not been opened. */
  threadId: string | null;
  previousId: string | null;
  thread: Thread | null;
  unsent: readonly Unsent<Outgoing>[];
  streams: Streaming[];
  typing: string | null;
  /** What was asked for and is not done: shown until it works or is dismissed. */
  problem: "human" | "bot" | "rate" | "end" | "join" | null;
  isAskingForHuman: boolean;
  skippedRatings: readonly string[];
  /** What has been written and not sent, by conversation. */
  drafts: Readonly<Record<string, string>>;
}

export type Action =
  | { type: "screen.shown"; screen: AppState["screen"] }
  | { type: "frame.shown"; isFull: boolean }
  | { type: "frame.hidden" }
  | { type: "customer.forgotten" }
  | { type: "connection.changed"; state: ConnectionState }
  | { type: "conversations.listed"; conversations: CustomerListed[] }
  | { type: "thread.chosen"; id: string | null; previousId: string | null }
  | { type: "thread.loaded"; snapshot: CustomerSnapshot; isOpening: boolean }
  | { type: "events.applied"; events: WidgetEvent[] }
  | { type: "earlier.loaded"; page: EarlierPage }
  | { type: "queue.moved"; id: string; place: QueuePlace | null }
  | { type: "streams.painted"; streams: Streaming[] }
  | { type: "typing.changed"; name: string | null }
  | { type: "unsent.changed"; unsent: readonly Unsent<Outgoing>[] }
  | { type: "human.asked" }
  | { type: "problem.changed"; problem: AppState["problem"] }
  | { type: "rating.skipped"; key: string }
  | { type: "draft.changed"; threadId: string | null; text: string };

/** The draft of the conversation on the screen. */
export function draftOf(state: AppState): string {
  return state.drafts[state.threadId ?? NEW] ?? "";
}

export const NEW = "new";

export const FIRST_STATE: AppState = {
  screen: "home",
  isShown: false,
  isFull: false,
  connection: "connecting",
  listed: [],
  threadId: null,
  previousId: null,
  thread: null,
  unsent: [],
  streams: [],
  typing: null,
  problem: null,
  isAskingForHuman: false,
  skippedRatings: [],
  drafts: {},
};
