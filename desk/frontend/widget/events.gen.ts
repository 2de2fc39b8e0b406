// Written by `python -m tools.typescript` from the Python contract. Not edited by hand.

/**
 * Who wrote a message or did something.
 */
export type AuthorKind = "customer" | "agent" | "bot" | "system" | "api";
export type WidgetEvent =
  | OpenedForCustomer
  | MessageForCustomer
  | ReadForCustomer
  | EscalatedForCustomer
  | AssignedForCustomer
  | TakenOverForCustomer
  | TransferredForCustomer
  | RequeuedForCustomer
  | HandedBackForCustomer
  | ResolvedForCustomer
  | ReopenedForCustomer
  | ClosedForCustomer
  | ConversationRated
  | EmailLeft;
/**
 * Why a waiting customer stands further back, or waits longer, than they were told.
 */
export type WhyWorse = "urgent" | "returned" | "fewer_agents" | "longer";
export type WidgetEphemeral = TypingChanged | MessageStreaming | QueueMoved;

/**
 * A member of staff, as customers see them.
 */
export interface AgentName {
  name: string;
}
/**
 * A person joined.
 */
export interface AssignedForCustomer {
  type: "conversation.assigned";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: AssignedForCustomerData;
}
/**
 * Who did something. Customers never see the id of a member of staff.
 */
export interface Author {
  kind: AuthorKind;
  id: string | null;
  name: string;
}
export interface AssignedForCustomerData {
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  agent: AgentName | null;
}
/**
 * The conversation takes no more messages.
 */
export interface ClosedForCustomer {
  type: "conversation.closed";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ClosedForCustomerData;
}
export interface ClosedForCustomerData {
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  agent: AgentName | null;
}
/**
 * The customer rated the episode, 1 to 5.
 */
export interface ConversationRated {
  type: "conversation.rated";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationRatedData;
}
export interface ConversationRatedData {
  score: number;
  comment: string;
}
/**
 * The state of a conversation, as its customer sees it; seqs are public ones.
 *
 * `reply_email` is where they want an answer when they are gone.
 */
export interface CustomerConversation {
  id: string;
  head: number;
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  opened_at: string;
  agent: AgentName | null;
  episode: number;
  staff_read_seq: number;
  customer_read_seq: number;
  rating: RatingShape | null;
  reply_email: string | null;
}
/**
 * How the customer rated an episode, 1 (bad) to 5 (good).
 */
export interface RatingShape {
  score: number;
  comment: string;
}
/**
 * A conversation in the widget's list of the customer's own.
 */
export interface CustomerListed {
  conversation: CustomerConversation;
  preview: string;
  last_at: string;
}
/**
 * A message, as the customer sees it.
 *
 * `turn_id` says which streamed text it replaces; `is_stopped` that the customer stopped it there.
 */
export interface CustomerMessage {
  id: string;
  author: Author;
  text: string;
  client_id: string | null;
  sources: Source[];
  choices: string[];
  turn_id: string | null;
  is_stopped: boolean;
}
/**
 * An article that an answer rests on.
 */
export interface Source {
  slug: string;
  title: string;
  url: string;
}
/**
 * All that the widget needs to show a conversation: its state and the newest events.
 */
export interface CustomerSnapshot {
  conversation: CustomerConversation;
  events: WidgetEvent[];
  head: number;
  has_earlier: boolean;
  queue: QueuePlace | null;
}
/**
 * The customer's conversation was opened.
 */
export interface OpenedForCustomer {
  type: "conversation.opened";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: OpenedForCustomerData;
}
export interface OpenedForCustomerData {
  conversation: CustomerConversation;
}
/**
 * A message in the customer's conversation.
 */
export interface MessageForCustomer {
  type: "message.posted";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: MessageForCustomerData;
}
export interface MessageForCustomerData {
  message: CustomerMessage;
}
/**
 * One side has read up to a public seq.
 */
export interface ReadForCustomer {
  type: "message.read";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ReadForCustomerData;
}
export interface ReadForCustomerData {
  reader: "customer" | "staff";
  read_seq: number;
}
/**
 * The conversation now waits for a person.
 */
export interface EscalatedForCustomer {
  type: "conversation.escalated";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: EscalatedForCustomerData;
}
export interface EscalatedForCustomerData {
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  agent: AgentName | null;
}
/**
 * A person joined on their own accord.
 */
export interface TakenOverForCustomer {
  type: "conversation.taken_over";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: TakenOverForCustomerData;
}
export interface TakenOverForCustomerData {
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  agent: AgentName | null;
}
/**
 * Another person, or the queue of a team, is responsible now.
 */
export interface TransferredForCustomer {
  type: "conversation.transferred";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: TransferredForCustomerData;
}
export interface TransferredForCustomerData {
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  agent: AgentName | null;
}
/**
 * The conversation waits for a person again.
 */
export interface RequeuedForCustomer {
  type: "conversation.requeued";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: RequeuedForCustomerData;
}
export interface RequeuedForCustomerData {
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  agent: AgentName | null;
}
/**
 * The bot answers again.
 */
export interface HandedBackForCustomer {
  type: "conversation.handed_back";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: HandedBackForCustomerData;
}
export interface HandedBackForCustomerData {
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  agent: AgentName | null;
}
/**
 * The question is settled; it can be rated or asked again.
 */
export interface ResolvedForCustomer {
  type: "conversation.resolved";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ResolvedForCustomerData;
}
export interface ResolvedForCustomerData {
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  agent: AgentName | null;
}
/**
 * The conversation goes on.
 */
export interface ReopenedForCustomer {
  type: "conversation.reopened";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ReopenedForCustomerData;
}
export interface ReopenedForCustomerData {
  status: "bot" | "queued" | "assigned" | "resolved" | "closed";
  agent: AgentName | null;
  episode: number;
}
/**
 * A waiting customer left the address for an answer; `customer_email` is what the desk knows as theirs now.
 */
export interface EmailLeft {
  type: "conversation.email_left";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: EmailLeftData;
}
export interface EmailLeftData {
  email: string;
  customer_email: string | null;
}
/**
 * Where a customer stands. `position` is from 1; `agents_online` counts who could come.
 *
 * `wait` is None where nobody can say. `opens_at` is when people work again, while nobody does.
 */
export interface QueuePlace {
  position: number;
  agents_online: number;
  wait?: Wait | null;
  why_worse?: WhyWorse | null;
  opens_at?: string | null;
}
/**
 * How long somebody is expected to wait from now, in seconds: a range of whole minutes.
 */
export interface Wait {
  low_s: number;
  high_s: number;
}
/**
 * Events before a seq, oldest first.
 */
export interface EarlierPage {
  events: WidgetEvent[];
  has_earlier: boolean;
}
/**
 * Events after a seq, oldest first; `more` says that another page follows.
 */
export interface EventsPage {
  events: WidgetEvent[];
  head: number;
  more: boolean;
}
/**
 * A piece of the bot's answer while it is made.
 *
 * `attempt` grows when the turn is run again; `offset` is where `text` begins, in characters, so
 * that a lost piece is noticed. `is_dropped` takes the unfinished text away.
 */
export interface MessageStreaming {
  type: "message.streaming";
  conversation_id: string | null;
  data: MessageStreamingData;
}
export interface MessageStreamingData {
  turn_id: string;
  attempt: number;
  offset: number;
  text: string;
  is_dropped: boolean;
}
/**
 * A waiting customer's place in the queue changed.
 */
export interface QueueMoved {
  type: "queue.moved";
  conversation_id: string | null;
  data: QueueMovedData;
}
export interface QueueMovedData {
  place: QueuePlace;
}
/**
 * Somebody began or stopped writing.
 */
export interface TypingChanged {
  type: "typing.changed";
  conversation_id: string | null;
  data: TypingChangedData;
}
export interface TypingChangedData {
  author: Author;
  on: boolean;
}
/**
 * End the conversation for good.
 */
export interface EndConversation {
  conversation_id: string;
}
/**
 * The events after a seq; long ones come in shorter pages.
 */
export interface EventsAfter {
  conversation_id: string;
  after: number;
  limit?: number;
}
/**
 * The events before a seq, for scrolling back.
 */
export interface EventsBefore {
  conversation_id: string;
  before: number;
  limit?: number;
}
/**
 * Say who the customer is: `jwt` is what the site's server signed.
 */
export interface IdentifyCustomer {
  jwt: string;
}
/**
 * Anything that concerns one conversation.
 */
export interface InConversation {
  conversation_id: string;
}
/**
 * Follow a conversation; with `after`, only what came since.
 */
export interface JoinConversation {
  conversation_id: string;
  after?: number | null;
}
/**
 * Leave an address for the answer, and stay in line.
 */
export interface LeaveEmail {
  conversation_id: string;
  email: string;
}
/**
 * Say that I have read up to a seq.
 */
export interface MarkRead {
  conversation_id: string;
  seq: number;
}
/**
 * Open a conversation, with a first message if there is one.
 */
export interface OpenConversation {
  client_id: string;
  text?: string | null;
  locale?: string;
  page?: string;
  previous_id?: string | null;
}
/**
 * Rate the episode that ended.
 */
export interface RateConversation {
  conversation_id: string;
  score: number;
  comment?: string;
}
/**
 * Ask for a person.
 */
export interface RequestHuman {
  conversation_id: string;
}
/**
 * Leave the line and go on with the bot.
 */
export interface ReturnToBot {
  conversation_id: string;
}
/**
 * Post a message.
 */
export interface SendMessage {
  conversation_id: string;
  client_id: string;
  text: string;
}
/**
 * Say that I am writing, or no longer.
 */
export interface SetTyping {
  conversation_id: string;
  on: boolean;
}
/**
 * Stop the answer that is being streamed.
 */
export interface StopAnswer {
  conversation_id: string;
  turn_id: string;
}
