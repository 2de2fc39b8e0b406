import type { Calls } from "../shared/socket";
import type {
  CustomerListed,
  CustomerSnapshot,
  EarlierPage,
  EndConversation,
  EventsAfter,
  EventsBefore,
  EventsPage,
  IdentifyCustomer,
  JoinConversation,
  LeaveEmail,
  MarkRead,
  OpenConversation,
  QueuePlace,
  RateConversation,
  RequestHuman,
  ReturnToBot,
  SendMessage,
  SetTyping,
  StopAnswer,
} from "./events.gen";

export type Opened = CustomerSnapshot & { token: string };

/** The answer to a join: all there is, or with `after` what came since. */
export type Joined = CustomerSnapshot | (EventsPage & { queue: QueuePlace | null });

interface Moved {
  seq: number;
}

/** What the widget may ask the desk for, and what comes back. */
export interface WidgetCalls extends Calls {
  "customer.identify": { sends: IdentifyCustomer; returns: { token: string } };
  "conversation.open": { sends: OpenConversation; returns: Opened };
  "conversations.list": { sends: Record<string, never>; returns: { conversations: CustomerListed[] } };
  "conversation.join": { sends: JoinConversation; returns: Joined };
  "events.after": { sends: EventsAfter; returns: EventsPage };
  "events.before": { sends: EventsBefore; returns: EarlierPage };
  "message.send": { sends: SendMessage; returns: { id: string; seq: number } };
  "typing.set": { sends: SetTyping; returns: unknown };
  "read.mark": { sends: MarkRead; returns: unknown };
  "answer.stop": { sends: StopAnswer; returns: unknown };
  "human.request": { sends: RequestHuman; returns: Moved };
  "email.leave": { sends: LeaveEmail; returns: Moved };
  "bot.return": { sends: ReturnToBot; returns: Moved };
  "conversation.rate": { sends: RateConversation; returns: Moved };
  "conversation.end": { sends: EndConversation; returns: Moved };
}
