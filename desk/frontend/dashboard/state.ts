/** What the dashboard knows, and everything that can change it. */
import type { Unsent } from "../shared/outbox";
import type { ConnectionState } from "../shared/socket";
import type {
  Author,
  EarlierPage,
  Inbox,
  InboxCounts,
  InboxView,
  People,
  PresenceChangedData,
  StaffConversation,
  StaffEvent,
  StaffSnapshot,
} from "../shared/staff.gen";
import type { Streaming } from "../shared/stream";
import type { StaffConfig } from "../shared/ui/config";
import type { Toast } from "../shared/ui/toast";
import type { Route } from "./route";

export type Rows = Readonly<Record<string, StaffConversation>>;
export type Phase = "loading" | "ready" | "failed";

export interface List {
  phase: Phase;
  cursor: string | null;
  isLoadingMore: boolean;
}

export interface Thread {
  id: string;
  phase: Phase;
  trouble: string;
  events: readonly StaffEvent[];
  hasEarlier: boolean;
  isLoadingEarlier: boolean;
  /** The customer's first message that was unread when the thread was opened. */
  newFrom: number | null;
  streams: readonly Streaming[];
  typing: readonly Author[];
}

export interface Draft {
  mode: "reply" | "note";
  reply: string;
  note: string;
}

/** A message or a note on its way; `seen_seq` is the newest event its author had seen. */
export interface Outgoing {
  conversation_id: string;
  text: string;
  is_note: boolean;
  seen_seq: number | null;
}

export type Pending = Unsent<Outgoing>;

/** Ways of going away with conversations that are open. */
export type Leaving = "away" | "offline";
export type DialogName = "help" | Leaving | "assign" | "transfer" | "requeue" | "hand_back" | "close";

export interface State {
  me: StaffConfig["me"];
  connection: ConnectionState;
  people: People | null;
  route: Route;
  rows: Rows;
  lists: Readonly<Record<InboxView, List>>;
  counts: InboxCounts | null;
  version: number;
  /** The rows in the order on the screen; it stands still while pointer or focus is on it. */
  shown: readonly string[];
  isHeld: boolean;
  thread: Thread | null;
  drafts: Readonly<Record<string, Draft>>;
  pending: readonly Pending[];
  isBusy: boolean;
  dialog: DialogName | null;
  isContextOpen: boolean;
  toasts: readonly Toast[];
}

export type Action =
  | { type: "connection.changed"; connection: ConnectionState }
  | { type: "people.loaded"; people: People }
  | { type: "presence.changed"; presence: PresenceChangedData }
  | { type: "route.changed"; route: Route }
  | { type: "list.asked"; view: InboxView; isMore: boolean }
  | { type: "list.loaded"; view: InboxView; inbox: Inbox; asked: Rows; isMore: boolean }
  | { type: "list.failed"; view: InboxView }
  | { type: "list.held"; isHeld: boolean }
  | { type: "list.ordered" }
  | { type: "version.accepted"; version: number }
  | { type: "row.changed"; event: StaffEvent }
  | { type: "thread.asked"; id: string }
  | { type: "thread.opened"; snapshot: StaffSnapshot }
  | { type: "thread.failed"; id: string; message: string }
  | { type: "thread.applied"; id: string; events: readonly StaffEvent[] }
  | { type: "thread.earlier.asked" }
  | { type: "thread.earlier"; id: string; page: EarlierPage }
  | { type: "thread.streamed"; id: string; streams: readonly Streaming[] }
  | { type: "thread.typing"; id: string; author: Author; isOn: boolean }
  | { type: "thread.left" }
  | { type: "draft.changed"; id: string; draft: Partial<Draft> }
  | { type: "pending.changed"; pending: readonly Pending[] }
  | { type: "verb.started" }
  | { type: "verb.ended" }
  | { type: "dialog.opened"; dialog: DialogName }
  | { type: "dialog.closed" }
  | { type: "context.toggled" }
  | { type: "toast.shown"; toast: Toast }
  | { type: "toast.dismissed"; id: string };

export const NO_DRAFT: Draft = { mode: "reply", reply: "", note: "" };

const UNLOADED: List = { phase: "loading", cursor: null, isLoadingMore: false };

export interface Start {
  me: StaffConfig["me"];
  route: Route;
  drafts: Readonly<Record<string, Draft>>;
  isContextOpen: boolean;
}

export function initialState(start: Start): State {
  return {
    ...start,
    connection: "connecting",
    people: null,
    rows: {},
    lists: {
      mine: UNLOADED,
      offers: UNLOADED,
      queue: UNLOADED,
      bot: UNLOADED,
      all: UNLOADED,
      snoozed: UNLOADED,
      resolved: UNLOADED,
    },
    counts: null,
    version: -1,
    shown: [],
    isHeld: false,
    thread: null,
    pending: [],
    isBusy: false,
    dialog: null,
    toasts: [],
  };
}
