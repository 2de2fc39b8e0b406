import type { Calls } from "./socket";
import type {
  Assign,
  Colleague,
  DecideAction,
  EarlierPage,
  EventsAfter,
  EventsBefore,
  EventsPage,
  Inbox,
  InConversation,
  JoinConversation,
  ListInbox,
  MarkRead,
  People,
  PostNote,
  Prioritise,
  RejectAction,
  SendMessage,
  SetAvailability,
  SetTyping,
  Snooze,
  StaffSnapshot,
  Transfer,
  WithReason,
} from "./staff.gen";

interface Moved {
  seq: number;
}

interface Posted {
  id: string;
  seq: number;
}

/** What staff may ask the desk for, and what comes back. */
export interface StaffCalls extends Calls {
  "inbox.list": { sends: ListInbox; returns: Inbox };
  "people.list": { sends: Record<string, never>; returns: People };
  "availability.set": { sends: SetAvailability; returns: { me: Colleague } };
  "conversation.join": { sends: JoinConversation; returns: StaffSnapshot | EventsPage };
  "conversation.leave": { sends: InConversation; returns: unknown };
  "events.after": { sends: EventsAfter; returns: EventsPage };
  "events.before": { sends: EventsBefore; returns: EarlierPage };
  "message.send": { sends: SendMessage; returns: Posted };
  "note.post": { sends: PostNote; returns: Posted };
  "typing.set": { sends: SetTyping; returns: unknown };
  "read.mark": { sends: MarkRead; returns: unknown };
  "conversation.take_over": { sends: InConversation; returns: Moved };
  "conversation.assign": { sends: Assign; returns: Moved };
  "conversation.transfer": { sends: Transfer; returns: Moved };
  "conversation.prioritise": { sends: Prioritise; returns: Moved };
  "conversation.accept_offer": { sends: InConversation; returns: Moved };
  "conversation.decline_offer": { sends: WithReason; returns: Moved };
  "conversation.take_back_offer": { sends: InConversation; returns: Moved };
  "conversation.requeue": { sends: WithReason; returns: Moved };
  "conversation.hand_back": { sends: WithReason; returns: Moved };
  "conversation.snooze": { sends: Snooze; returns: Moved };
  "conversation.wake": { sends: InConversation; returns: Moved };
  "conversation.resolve": { sends: InConversation; returns: Moved };
  "conversation.reopen": { sends: InConversation; returns: Moved };
  "conversation.close": { sends: WithReason; returns: Moved };
  "conversation.approve_action": { sends: DecideAction; returns: Moved };
  "conversation.reject_action": { sends: RejectAction; returns: Moved };
}
