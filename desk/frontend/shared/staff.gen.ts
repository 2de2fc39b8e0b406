// Written by `python -m tools.typescript` from the Python contract. Not edited by hand.

/**
 * Who wrote a message or did something.
 */
export type AuthorKind = "customer" | "agent" | "bot" | "system" | "api";
/**
 * Where the use of a tool stands. Reads begin at their end; what changes something is proposed first.
 */
export type ActionStatus = "proposed" | "approved" | "rejected" | "running" | "done" | "failed";
/**
 * Whom an article is for. What is for staff is never shown to customers, and the bot never finds it.
 */
export type Readers = "public" | "staff";
/**
 * Where an article stands: nothing in use, the newest version in use, or an earlier one.
 */
export type ArticleState = "draft" | "published" | "changed";
/**
 * To whom a conversation is offered: the best, the best few, or the colleague whom its agent asks.
 */
export type OfferKind = "offer" | "broadcast" | "transfer";
/**
 * How an offer ended; lost: somebody else was quicker, withdrawn: the conversation went another way.
 */
export type OfferAnswer = "accepted" | "declined" | "expired" | "lost" | "withdrawn";
/**
 * What an agent chose; presence (live sockets) is observed apart from it.
 */
export type Availability = "online" | "busy" | "away" | "offline";
/**
 * What the bot decided to do with a turn; never read out of its text.
 */
export type BotDecision = "answer" | "clarify" | "offer" | "escalate" | "resolve";
/**
 * Who is responsible for a conversation now.
 */
export type Status = "bot" | "queued" | "assigned" | "snoozed" | "resolved" | "closed";
/**
 * How an episode ended; exactly one per ended episode.
 */
export type Outcome =
  | "resolved_by_bot"
  | "resolved_by_bot_assumed"
  | "resolved_by_agent"
  | "abandoned_in_queue"
  | "abandoned_in_chat"
  | "unanswered"
  | "left_email"
  | "spam"
  | "merged";
/**
 * Why responsibility passed from the bot to people.
 */
export type EscalationReason =
  | "customer_request"
  | "rule"
  | "sensitive_topic"
  | "frustration"
  | "repetition"
  | "not_helpful"
  | "low_confidence"
  | "missing_knowledge"
  | "unsupported_request"
  | "policy_restriction"
  | "tool_failure"
  | "bot_error"
  | "turn_limit"
  | "usage_limit"
  | "unclassified";
/**
 * How soon somebody is needed: who has the lower number comes first, whatever the time.
 */
export type Priority = 1 | 2 | 3 | 4;
export type StaffEvent =
  | ConversationOpened
  | MessagePosted
  | NotePosted
  | MessageRead
  | ConversationEscalated
  | ConversationSummarised
  | ConversationOffered
  | ConversationOfferEnded
  | ConversationAssigned
  | ConversationTakenOver
  | ConversationTransferred
  | ConversationRequeued
  | ConversationRouted
  | AgentNudged
  | ConversationHandedBack
  | ConversationSnoozed
  | ConversationWoken
  | ConversationResolved
  | ConversationReopened
  | ConversationClosed
  | ConversationRated
  | EmailLeft
  | CustomerIdentified
  | PromiseBroken
  | ActionProposed
  | ActionDecided
  | ActionEnded;
/**
 * What came of the wait that a customer was promised; who left the queue before its end was promised nothing.
 */
export type PromiseEnd = "kept" | "broken" | "left";
/**
 * What a check can find wrong with an article.
 */
export type FindingKind =
  | "empty"
  | "dead_link"
  | "same_question"
  | "same_title"
  | "unknown_language"
  | "few_questions"
  | "no_headings"
  | "long_unpublished";
/**
 * Why a waiting customer stands further back, or waits longer, than they were told.
 */
export type WhyWorse = "urgent" | "returned" | "fewer_agents" | "longer";
/**
 * What a member of staff may do; each role may all that the one before may.
 */
export type Role = "agent" | "supervisor" | "admin";
/**
 * What decides among those who can take a conversation.
 */
export type Strategy = "least_loaded" | "round_robin";
/**
 * How a conversation comes to whom the policy chose: at once, when they accept, or to the first who accepts.
 */
export type Way = "automatic" | "offer" | "broadcast";
export type StaffEphemeral = TypingChanged | MessageStreaming | PresenceChanged | QueueMoved;
/**
 * The views of the inbox.
 */
export type InboxView = "mine" | "offers" | "queue" | "bot" | "all" | "snoozed" | "resolved";
/**
 * Which articles to list: with something to publish, in use (changed since or not), or all.
 */
export type StateWanted = "draft" | "published" | "changed" | "all";

/**
 * The responsible agent approved or rejected what the bot prepared.
 */
export interface ActionDecided {
  type: "action.decided";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ActionDecidedData;
}
/**
 * Who did something. Customers never see the id of a member of staff.
 */
export interface Author {
  kind: AuthorKind;
  id: string | null;
  name: string;
}
export interface ActionDecidedData {
  action: ActionShape;
}
/**
 * One use of a tool, as staff see it: with what, who decided on it, and how it ended.
 *
 * `outcome` is empty until it ended, then `ok` or a word for the failure; `result` is the service's answer to what was
 * approved.
 */
export interface ActionShape {
  id: string;
  tool: string;
  description: string;
  arguments: {
    [k: string]: string | number | boolean;
  };
  status: ActionStatus;
  episode: number;
  by: AgentRef | null;
  reason: string;
  outcome: string;
  result: string;
}
/**
 * A member of staff, as staff see them.
 */
export interface AgentRef {
  id: string;
  name: string;
}
/**
 * What an agent approved was carried out, or failed.
 */
export interface ActionEnded {
  type: "action.ended";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ActionEndedData;
}
export interface ActionEndedData {
  action: ActionShape;
}
/**
 * The bot prepared something that a person has to approve.
 */
export interface ActionProposed {
  type: "action.proposed";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ActionProposedData;
}
export interface ActionProposedData {
  action: ActionShape;
}
/**
 * The agent is reminded of a customer who has waited too long for an answer.
 */
export interface AgentNudged {
  type: "agent.nudged";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: AgentNudgedData;
}
export interface AgentNudgedData {
  agent: AgentRef;
  waiting_since: string;
}
/**
 * The newest version of an article with where the article stands.
 *
 * `is_slug_fixed`: it was published once, so there may be links to it.
 */
export interface ArticleDetail {
  title: string;
  body: string;
  aliases: string[];
  example_questions: string[];
  language: string;
  tags: string[];
  audience: Readers;
  id: string;
  slug: string;
  is_slug_fixed: boolean;
  state: ArticleState;
  version: number;
  published_version: number | null;
  versions_count: number;
  updated_at: string;
  updated_by: string;
}
/**
 * An article in a list, as its newest version has it.
 */
export interface ArticleRow {
  id: string;
  slug: string;
  title: string;
  state: ArticleState;
  language: string;
  audience: Readers;
  tags: string[];
  updated_at: string;
  updated_by: string;
  example_count: number;
}
/**
 * One page of the articles, of so many; pages count from 1.
 */
export interface ArticlesPage {
  articles: ArticleRow[];
  total: number;
  page: number;
  pages: number;
}
/**
 * A stretch of time in which one agent was responsible.
 */
export interface AssignmentShape {
  agent: AgentRef;
  episode: number;
  started_at: string;
  ended_at: string | null;
  end_reason: string | null;
}
/**
 * Who was responsible when, to whom it was offered, and every decision of the engine, newest last.
 */
export interface Assignments {
  assignments: AssignmentShape[];
  offers?: OfferShape[];
  decisions: DecisionShape[];
}
/**
 * An offer and what came of it; `reason` is why it was declined, or who had the conversation instead.
 */
export interface OfferShape {
  agent: AgentRef;
  kind: OfferKind;
  by: string;
  at: string;
  until: string;
  request: string;
  ended_at: string | null;
  answer: OfferAnswer | null;
  reason: string;
}
/**
 * One decision of the assignment engine: `considered` candidates, and the verdicts on them, the best first.
 *
 * `tie_break` names what told the chosen one from the next. An event carries the first verdicts only.
 */
export interface DecisionShape {
  id: string;
  at: string;
  policy: string;
  chosen: AgentRef | null;
  reason: string;
  tie_break?: string;
  considered?: number;
  verdicts: Verdict[];
}
/**
 * What the assignment policy found about one agent; `rule` names the filter that kept them out.
 */
export interface Verdict {
  agent: AgentRef;
  is_eligible: boolean;
  rule?: string;
  why_not: string;
  load: number;
  capacity: number;
  score: number;
}
/**
 * One call of a model: whom, how it ended (`ok`, or a word for the failure), what it took and cost.
 *
 * Tokens are those that were booked: what the server counted, else an estimate.
 */
export interface Attempt {
  host: string;
  model: string;
  outcome: string;
  ms: number;
  tokens: number;
  cost: number | null;
}
/**
 * A member of staff in lists of people: what they chose, whether they are there, their load.
 *
 * `is_paused`: the desk set them busy, because they let offers pass.
 */
export interface Colleague {
  id: string;
  name: string;
  role: "agent" | "supervisor" | "admin";
  availability: Availability;
  is_present: boolean;
  load: number;
  capacity: number;
  is_paused?: boolean;
}
/**
 * What came of one way to work.
 */
export interface ComparedDay {
  name: string;
  figures: Figures;
}
/**
 * The figures of one column; None where nobody was served, or nothing is known.
 *
 * Waits are those of who was served, in seconds. `waited` is the share of all who were not served at once,
 * `abandonment` the share who gave up, `left` how many nobody came for, `utilisation` the share of the time of the
 * agents' places in which somebody was answered; `fairness` is Jain's index of it over agents, 1 when it is even.
 * `waits` has, for each of the bounds and beyond the last, the share of all customers who were served within it and
 * after the bound before.
 */
export interface Figures {
  customers: Spread;
  served: Spread;
  gave_up: Spread;
  left: Spread;
  abandonment: Spread;
  waited: Spread;
  wait_mean_s: Spread | null;
  wait_p50_s: Spread | null;
  wait_p90_s: Spread | null;
  wait_p95_s: Spread | null;
  utilisation: Spread | null;
  fairness: Spread | null;
  waits: number[];
}
/**
 * A figure over all runs: the mean, the lowest and the highest of one run.
 */
export interface Spread {
  mean: number;
  low: number;
  high: number;
}
/**
 * What was played, how often, and what came of it; with what really happened, where it is known.
 *
 * `waits_up_to_s` are the bounds of the bars of waits, in seconds; the last bar is beyond them.
 */
export interface Comparison {
  words: string;
  runs: number;
  waits_up_to_s: number[];
  recorded: Figures | null;
  columns: ComparedDay[];
}
/**
 * An agent was given the conversation; `decision` explains the engine's choice.
 */
export interface ConversationAssigned {
  type: "conversation.assigned";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationAssignedData;
}
export interface ConversationAssignedData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  decision: DecisionShape | null;
}
/**
 * A team that conversations can be passed to.
 */
export interface TeamRef {
  id: string;
  name: string;
}
/**
 * The conversation takes no more messages.
 */
export interface ConversationClosed {
  type: "conversation.closed";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationClosedData;
}
export interface ConversationClosedData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  reason: string;
  outcome: Outcome | null;
}
/**
 * The bot, or a rule, passed the conversation to people.
 */
export interface ConversationEscalated {
  type: "conversation.escalated";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationEscalatedData;
}
export interface ConversationEscalatedData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  reason: EscalationReason;
  packet: Packet;
  waiting_since: string;
  how: HowAnswered | null;
}
/**
 * What the bot leaves for the agent: why, what is wanted, what was tried, what to say first.
 *
 * `mood` is how the customer sounds, empty where nobody said; `prompt` names what a model was asked with; `tools` are
 * those that were used in this episode, or prepared for a person to approve.
 */
export interface Packet {
  reason: EscalationReason;
  evidence: string;
  goal: string;
  facts: Fact[];
  tried: Tried[];
  open_question: string;
  language: string;
  suggested_reply: string;
  made_by: "template" | "model";
  mood?: "" | "calm" | "unsure" | "annoyed" | "angry" | "distressed";
  prompt?: string;
  tools?: ToolUse[];
}
/**
 * Something the customer told: an order number, an e-mail address.
 */
export interface Fact {
  label: string;
  value: string;
}
/**
 * One question of the customer with what the bot answered.
 */
export interface Tried {
  question: string;
  answer: string;
  sources: Source[];
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
 * One use of one of the operator's tools: with what, and how it ended, in milliseconds.
 *
 * `outcome` is `ok`, `proposed` (it waits for a person), or a word for the failure; `is_used` says that the answer
 * rests on it.
 */
export interface ToolUse {
  name: string;
  arguments: {
    [k: string]: string | number | boolean;
  };
  outcome: string;
  ms: number;
  is_used?: boolean;
}
/**
 * How the bot made an answer or a decision: shown to staff under each bot message.
 *
 * `category` is why it offers or passes on, `rule` the rule that decided, `evidence` the words that led there.
 */
export interface HowAnswered {
  turn_id: string;
  responder: "offline" | "model";
  model: string | null;
  prompt: string;
  prompt_version: string;
  decision: BotDecision;
  confidence: number;
  reason: string;
  sources: ScoredSource[];
  first_token_ms: number | null;
  total_ms: number;
  tokens_in: number | null;
  tokens_out: number | null;
  category?: EscalationReason | null;
  rule?: string;
  evidence?: string;
  parameters?: Parameters | null;
  cost?: number | null;
  attempts?: Attempt[];
  tools?: ToolUse[];
}
/**
 * An article that was retrieved, with how well it fitted (0 to 1) and whether it was used.
 */
export interface ScoredSource {
  slug: string;
  title: string;
  url: string;
  score: number;
  is_used: boolean;
}
/**
 * How a model was asked. `temperature` is None for models that take none.
 */
export interface Parameters {
  temperature: number | null;
  max_tokens: number;
  format: string;
}
/**
 * Staff gave the conversation back to the bot.
 */
export interface ConversationHandedBack {
  type: "conversation.handed_back";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationHandedBackData;
}
export interface ConversationHandedBackData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  previous_agent: AgentRef | null;
  reason: string;
}
/**
 * What was offered to these agents is so no longer, and nobody else has it because of that.
 *
 * Every change of status ends all offers of a conversation; it has no such event beside its own.
 */
export interface ConversationOfferEnded {
  type: "conversation.offer_ended";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationOfferEndedData;
}
export interface ConversationOfferEndedData {
  agents: AgentRef[];
  answer: OfferAnswer;
  reason: string;
}
/**
 * The conversation was offered; who is responsible has not changed. `decision` explains the engine's choice.
 */
export interface ConversationOffered {
  type: "conversation.offered";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationOfferedData;
}
export interface ConversationOfferedData {
  offers: OpenOffer[];
  decision: DecisionShape | null;
}
/**
 * A conversation is offered to an agent, until when; `request` is what a colleague wrote with it.
 */
export interface OpenOffer {
  agent: AgentRef;
  kind: OfferKind;
  by: string;
  at: string;
  until: string;
  request: string;
}
/**
 * A customer opened a conversation.
 */
export interface ConversationOpened {
  type: "conversation.opened";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationOpenedData;
}
export interface ConversationOpenedData {
  conversation: StaffConversation;
}
/**
 * The state of a conversation, as staff see it: an inbox row and the head of a thread.
 *
 * What was logged before there were offers is read without them, and sent with none.
 */
export interface StaffConversation {
  id: string;
  head: number;
  status: Status;
  status_since: string;
  opened_at: string;
  updated_at: string;
  customer: CustomerRef;
  agent: AgentRef | null;
  team: TeamRef | null;
  /**
   * How soon somebody is needed: who has the lower number comes first, whatever the time.
   */
  priority: 1 | 2 | 3 | 4;
  skills: {
    [k: string]: number;
  };
  episode: number;
  escalation_reason: EscalationReason | null;
  packet: Packet | null;
  waiting_since: string | null;
  snoozed_until: string | null;
  last_message: LastMessage | null;
  staff_read_seq: number;
  customer_read_seq: number;
  last_customer_seq: number;
  outcome: Outcome | null;
  rating: RatingShape | null;
  locale: string;
  page: string;
  previous_id: string | null;
  offers: OpenOffer[];
}
/**
 * The customer, as staff see them.
 */
export interface CustomerRef {
  id: string;
  name: string;
  email: string | null;
  is_identified: boolean;
  attributes?: {
    [k: string]: string;
  };
}
/**
 * The newest message of a conversation, cut to one line.
 */
export interface LastMessage {
  author_kind: AuthorKind;
  preview: string;
  at: string;
  is_note: boolean;
}
/**
 * How the customer rated an episode, 1 (bad) to 5 (good).
 */
export interface RatingShape {
  score: number;
  comment: string;
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
 * A new episode began.
 */
export interface ConversationReopened {
  type: "conversation.reopened";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationReopenedData;
}
export interface ConversationReopenedData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  episode: number;
}
/**
 * The conversation went back to the queue.
 */
export interface ConversationRequeued {
  type: "conversation.requeued";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationRequeuedData;
}
export interface ConversationRequeuedData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  previous_agent: AgentRef | null;
  reason: string;
}
/**
 * The episode ended with an outcome.
 */
export interface ConversationResolved {
  type: "conversation.resolved";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationResolvedData;
}
export interface ConversationResolvedData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  outcome: Outcome;
}
/**
 * What the conversation asks of whoever takes it changed; `rules` decided it, or a person, or time.
 */
export interface ConversationRouted {
  type: "conversation.routed";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationRoutedData;
}
export interface ConversationRoutedData {
  team: TeamRef | null;
  previous_team: TeamRef | null;
  priority: Priority;
  language: string;
  skills: {
    [k: string]: number;
  };
  rules: string[];
  reason: string;
}
/**
 * The agent put the conversation aside until a time.
 */
export interface ConversationSnoozed {
  type: "conversation.snoozed";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationSnoozedData;
}
export interface ConversationSnoozedData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  until: string;
}
/**
 * A better hand-off packet took the place of the first.
 */
export interface ConversationSummarised {
  type: "conversation.summarised";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationSummarisedData;
}
export interface ConversationSummarisedData {
  packet: Packet;
}
/**
 * A member of staff took the conversation.
 */
export interface ConversationTakenOver {
  type: "conversation.taken_over";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationTakenOverData;
}
export interface ConversationTakenOverData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  previous_agent: AgentRef | null;
}
/**
 * The conversation was passed to a colleague, a team, or whoever has a skill.
 */
export interface ConversationTransferred {
  type: "conversation.transferred";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationTransferredData;
}
export interface ConversationTransferredData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  previous_agent: AgentRef | null;
  previous_team: TeamRef | null;
  reason: string;
  skill: string;
}
/**
 * A snoozed conversation came back.
 */
export interface ConversationWoken {
  type: "conversation.woken";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: ConversationWokenData;
}
export interface ConversationWokenData {
  status: Status;
  agent: AgentRef | null;
  team: TeamRef | null;
  reason: string;
}
/**
 * The site said who the customer is, or something new about them.
 */
export interface CustomerIdentified {
  type: "customer.identified";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: CustomerIdentifiedData;
}
export interface CustomerIdentifiedData {
  customer: CustomerRef;
}
/**
 * What the rules made of it, what it would ask for, and who would get it at this moment, with every verdict.
 */
export interface DryRunResult {
  at: string;
  rules: string[];
  priority: Priority;
  team: TeamRef | null;
  language: string;
  skills: {
    [k: string]: number;
  };
  decision: DecisionShape;
}
/**
 * Events before a seq, oldest first.
 */
export interface EarlierPage {
  events: StaffEvent[];
  has_earlier: boolean;
}
/**
 * A message that customer and staff see.
 */
export interface MessagePosted {
  type: "message.posted";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: MessagePostedData;
}
export interface MessagePostedData {
  message: StaffMessage;
}
/**
 * A message or a note, as staff see it.
 */
export interface StaffMessage {
  id: string;
  author: Author;
  text: string;
  is_note: boolean;
  client_id: string;
  sources: Source[];
  choices: string[];
  is_stopped: boolean;
  how: HowAnswered | null;
}
/**
 * A note that only staff see.
 */
export interface NotePosted {
  type: "note.posted";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: NotePostedData;
}
export interface NotePostedData {
  message: StaffMessage;
}
/**
 * One side has read up to a message: `seq` for staff, `public_seq` for the customer.
 */
export interface MessageRead {
  type: "message.read";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: MessageReadData;
}
export interface MessageReadData {
  reader: "customer" | "staff";
  read_seq: number;
  read_public_seq: number;
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
 * The customer still waits, longer than they were told.
 */
export interface PromiseBroken {
  type: "conversation.promise_broken";
  conversation_id: string;
  seq: number;
  at: string;
  actor: Author;
  data: PromiseBrokenData;
}
export interface PromiseBrokenData {
  promise: PromiseShape;
}
/**
 * The first wait a customer was told, until when it was to end, and what came of it (None: not yet due).
 */
export interface PromiseShape {
  conversation_id: string;
  at: string;
  due_at: string;
  wait: Wait;
  outcome: PromiseEnd | null;
}
/**
 * How long somebody is expected to wait from now, in seconds: a range of whole minutes.
 */
export interface Wait {
  low_s: number;
  high_s: number;
}
/**
 * One stretch of a conversation from opening or reopening to its outcome.
 */
export interface EpisodeShape {
  number: number;
  started_at: string;
  ended_at: string | null;
  escalated_at: string | null;
  escalation_reason: EscalationReason | null;
  first_agent_reply_at: string | null;
  bot_turns: number;
  outcome: Outcome | null;
  rating: RatingShape | null;
}
/**
 * Events after a seq, oldest first; `more` says that another page follows.
 */
export interface EventsPage {
  events: StaffEvent[];
  head: number;
  more: boolean;
}
/**
 * Something about an article that keeps the bot from answering well; an error also misleads customers.
 */
export interface Finding {
  article_id: string;
  slug: string;
  title: string;
  kind: FindingKind;
  text: string;
  is_error: boolean;
}
/**
 * All findings, errors first.
 */
export interface Findings {
  findings: Finding[];
}
/**
 * A passage that the search found; `score` is the probability, 0 to 1, that its article answers.
 */
export interface FoundPassage {
  slug: string;
  title: string;
  text: string;
  score: number;
}
/**
 * The newest versions, the newest first.
 */
export interface History {
  versions: RevisionShape[];
}
/**
 * One version of something that is edited: who kept it when, and all that it says.
 */
export interface RevisionShape {
  number: number;
  at: string;
  by: string;
  text: {
    [k: string]: unknown;
  };
}
/**
 * Seven days from Monday, each with its spans, and the dates on which nobody works.
 */
export interface Hours {
  time_zone?: string;
  /**
   * @minItems 7
   * @maxItems 7
   */
  week: [Span[], Span[], Span[], Span[], Span[], Span[], Span[], ...Span[][]];
  holidays?: string[];
}
/**
 * A stretch of a day, in minutes since midnight by the clock on the wall; it ends before `until`.
 */
export interface Span {
  start: number;
  until: number;
}
/**
 * One page of one view of the inbox; `cursor` fetches the next page.
 */
export interface Inbox {
  conversations: StaffConversation[];
  counts: InboxCounts;
  version: number;
  cursor: string | null;
}
/**
 * How many conversations each view of the inbox holds.
 */
export interface InboxCounts {
  mine: number;
  offers: number;
  queue: number;
  bot: number;
  all: number;
  snoozed: number;
  resolved: number;
}
/**
 * The supervisor's tiles, and what those were promised who wait; times are in seconds.
 */
export interface LiveCounts {
  as_of: string;
  waiting: number;
  longest_wait_s: number;
  average_wait_s: number;
  with_bot: number;
  with_agents: number;
  snoozed: number;
  resolved_today: number;
  abandoned_today: number;
  bot_turns_pending: number;
  promises_kept_today: number;
  promises_broken_today: number;
  promises: PromiseShape[];
  agents: Colleague[];
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
 * Who works here: me, my colleagues, the teams, and what can be asked of whoever takes a conversation.
 */
export interface People {
  me: Colleague;
  colleagues: Colleague[];
  teams: TeamRef[];
  skills?: string[];
}
/**
 * One who works here; `number` is the version that is in force, 0 when nothing was edited yet.
 */
export interface Person {
  id: string;
  number: number;
  text: PersonText;
  email: string;
  team_ids: string[];
  availability: Availability;
  is_present: boolean;
  load: number;
}
/**
 * What is edited of one who works here. Their teams belong to the teams, and what they chose is their own.
 *
 * `capacity` is how many conversations they may have at once; `skills` are levels by the id of the skill. Of whom no
 * language is known is taken to speak all.
 */
export interface PersonText {
  name: string;
  /**
   * What a member of staff may do; each role may all that the one before may.
   */
  role?: "agent" | "supervisor" | "admin";
  is_enabled?: boolean;
  capacity: number;
  /**
   * @maxItems 15
   */
  languages?: string[];
  skills?: {
    [k: string]: number;
  };
}
/**
 * A policy in force; without one of its own a team gives out as everybody does, and `text` says how that is.
 */
export interface PolicyDetail {
  number: number;
  is_own: boolean;
  text: TeamPolicy;
}
/**
 * How a team gives its conversations out, as it is edited. Times are in seconds.
 */
export interface TeamPolicy {
  /**
   * What decides among those who can take a conversation.
   */
  strategy?: "least_loaded" | "round_robin";
  is_sticky?: boolean;
  cooling_off_s?: number;
  team_cap?: number | null;
  /**
   * How a conversation comes to whom the policy chose: at once, when they accept, or to the first who accepts.
   */
  way?: "automatic" | "offer" | "broadcast";
  offer_s?: number;
  misses_allowed?: number;
  broadcast_to?: number;
  silent_after_s?: number | null;
  overflow_team_id?: string | null;
  overflow_after_s?: number;
}
/**
 * A colleague came, went, or chose another availability.
 */
export interface PresenceChanged {
  type: "presence.changed";
  conversation_id: string | null;
  data: PresenceChangedData;
}
export interface PresenceChangedData {
  agent_id: string;
  availability: Availability;
  is_present: boolean;
  is_paused: boolean;
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
 * One rule; its name is told wherever it decided something.
 */
export interface Rule {
  name: string;
  when?: When;
  then: Then;
}
/**
 * What must be so; an empty field asks nothing, and within a field one of its words is enough.
 *
 * `words` are looked for in what the customer wants; `waited_s` is how many seconds somebody has waited in the queue.
 * `attributes` is what the site must have said of the customer, all of it: a name and its value each.
 */
export interface When {
  reasons?: EscalationReason[];
  languages?: string[];
  moods?: ("" | "calm" | "unsure" | "annoyed" | "angry" | "distressed")[];
  words?: string[];
  pages?: string[];
  is_identified?: boolean | null;
  attributes?: {
    [k: string]: string;
  };
  waited_s?: number | null;
}
/**
 * What follows: how soon, to which team, with which skills (levels 1 to 5), and in the customer's language.
 */
export interface Then {
  priority?: Priority | null;
  team_id?: string | null;
  skills?: {
    [k: string]: number;
  };
  speaks_language?: boolean;
}
/**
 * All rules, as they are edited.
 */
export interface Rules {
  /**
   * @maxItems 100
   */
  rules?: Rule[];
}
/**
 * The routing rules in force.
 */
export interface RulesDetail {
  number: number;
  text: Rules;
}
/**
 * One session as the supervisor reviews it: state, timeline, decisions, turns, what the customer was promised.
 */
export interface Session {
  row: SessionRow;
  episodes: EpisodeShape[];
  timeline: StaffEvent[];
  decisions: DecisionShape[];
  turns: TurnShape[];
  promises: PromiseShape[];
}
/**
 * One row of the supervisor's list of sessions; durations are in seconds.
 */
export interface SessionRow {
  conversation: StaffConversation;
  agents: string[];
  wait_s: number | null;
  first_reply_s: number | null;
  duration_s: number;
  messages: number;
}
/**
 * One turn of the bot, also one that led to no message.
 */
export interface TurnShape {
  id: string;
  status: string;
  in_reply_to_seq: number;
  attempts: number;
  created_at: string;
  ended_at: string | null;
  error: string | null;
  how: HowAnswered | null;
}
/**
 * One page of sessions, how many match in all, and where the next page begins.
 */
export interface SessionPage {
  sessions: SessionRow[];
  total: number;
  cursor: string | null;
}
/**
 * A skill; one without an id is new.
 */
export interface SkillText {
  id?: string | null;
  name: string;
}
/**
 * How many people have a skill.
 */
export interface SkillUse {
  id: string;
  people: number;
}
/**
 * All skills, by name, with how they are used.
 */
export interface Skills {
  number: number;
  text: SkillsText;
  uses: SkillUse[];
}
/**
 * All skills: which of them is left out is removed.
 */
export interface SkillsText {
  /**
   * @maxItems 200
   */
  skills?: SkillText[];
}
/**
 * Everybody who works or worked here, by name.
 */
export interface Staff {
  people: Person[];
}
/**
 * All that a thread needs: the conversation's state and the newest events.
 */
export interface StaffSnapshot {
  conversation: StaffConversation;
  events: StaffEvent[];
  head: number;
  has_earlier: boolean;
}
/**
 * A team; `opens_at` is when it opens next, None while it is open or when it never does.
 */
export interface TeamDetail {
  id: string;
  number: number;
  text: TeamText;
  is_open: boolean;
  opens_at: string | null;
}
/**
 * What is edited of a team. Without hours it is always open.
 */
export interface TeamText {
  name: string;
  hours?: Hours | null;
  /**
   * @maxItems 5000
   */
  member_ids?: string[];
}
/**
 * All teams, by name.
 */
export interface Teams {
  teams: TeamDetail[];
}
/**
 * What the bot would do with a question now, without a model, and on which passages.
 */
export interface Trial {
  decision: BotDecision;
  confidence: number;
  reply: string;
  passages: FoundPassage[];
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
 * One version as a whole.
 */
export interface VersionDetail {
  title: string;
  body: string;
  aliases: string[];
  example_questions: string[];
  language: string;
  tags: string[];
  audience: Readers;
  number: number;
  at: string;
  by: string;
  is_published: boolean;
  summary: string;
}
/**
 * A version in the list of an article's versions.
 */
export interface VersionRow {
  number: number;
  title: string;
  at: string;
  by: string;
  is_published: boolean;
  summary: string;
}
/**
 * All versions of an article, the newest first.
 */
export interface Versions {
  versions: VersionRow[];
}
/**
 * One line of what a simulation says while it goes on: how far it is (0 to 1), at last the result or an error.
 */
export interface WhatIfLine {
  done: number;
  comparison?: Comparison | null;
  error?: {
    [k: string]: unknown;
  } | null;
}
/**
 * Add somebody. They log in with this first password, of at least 12 characters.
 */
export interface AddPerson {
  email: string;
  password: string;
  /**
   * @maxItems 100
   */
  team_ids?: string[];
  text: PersonText;
}
/**
 * Add a team.
 */
export interface AddTeam {
  text: TeamText;
}
/**
 * All that an article says. The body is Markdown of at most 50,000 characters.
 */
export interface ArticleText {
  title: string;
  body?: string;
  /**
   * @maxItems 50
   */
  aliases?: string[];
  /**
   * @maxItems 500
   */
  example_questions?: string[];
  language?: string;
  /**
   * @maxItems 20
   */
  tags?: string[];
  /**
   * Whom an article is for. What is for staff is never shown to customers, and the bot never finds it.
   */
  audience?: "public" | "staff";
}
/**
 * Play a day, as it was or made up, as it is and under changes.
 */
export interface AskWhatIf {
  day?: string | null;
  synthetic?: SyntheticDay | null;
  /**
   * @maxItems 5
   */
  changes?: DayChange[];
  runs?: number;
  seed?: number;
}
/**
 * A day that is made up: customers come independently of one another, times are exponential with these means.
 *
 * Without `patience_s` nobody gives up. `staff` agents work all the time, each with `places` conversations at once;
 * without it, those whom the desk has.
 */
export interface SyntheticDay {
  per_hour: number;
  hours?: number;
  work_s: number;
  patience_s?: number | null;
  staff?: number | null;
  places?: number;
}
/**
 * What is different in one column.
 *
 * `agents` is how many more (+2) or fewer (-1) there are, or how many in all (7). Who is added is like those who were
 * there longest, and is there as long; who was there longest goes first. `capacity` is for each agent. `policy` has
 * the settings that every team gets, `skills` the levels that agents have instead of their own, by name.
 */
export interface DayChange {
  agents?: string;
  capacity?: number | null;
  policy?: {
    [k: string]: unknown;
  };
  skills?: {
    [k: string]: {
      [k: string]: number;
    };
  };
}
/**
 * Give a waiting conversation to an agent by hand.
 */
export interface Assign {
  conversation_id: string;
  agent_id: string;
}
/**
 * Begin an article. Without a slug it gets one that is made of the title; `client_id` makes a resend safe.
 */
export interface CreateArticle {
  title: string;
  body?: string;
  /**
   * @maxItems 50
   */
  aliases?: string[];
  /**
   * @maxItems 500
   */
  example_questions?: string[];
  language?: string;
  /**
   * @maxItems 20
   */
  tags?: string[];
  /**
   * Whom an article is for. What is for staff is never shown to customers, and the bot never finds it.
   */
  audience?: "public" | "staff";
  slug?: string;
  client_id?: string | null;
}
/**
 * Approve what the bot prepared; sent again with the same client_id it is decided once.
 */
export interface DecideAction {
  conversation_id: string;
  action_id: string;
  client_id: string;
}
/**
 * Have a team give out as everybody does.
 */
export interface DropPolicy {
  seen: number;
}
/**
 * A question to the policy: what a conversation would ask for, or which one that is there.
 *
 * With `known` the rules are asked first, and what is given beside it counts before what they say. `rules`, `policy`
 * and `hours` are as typed, unsaved; without them those in force are asked. `hours` count with a `policy` only.
 */
export interface DryRun {
  conversation_id?: string | null;
  known?: KnownText | null;
  team_id?: string | null;
  language?: string;
  skills?: {
    [k: string]: number;
  };
  priority?: Priority | null;
  previous_agent_id?: string | null;
  rules?: Rules | null;
  policy?: TeamPolicy | null;
  hours?: Hours | null;
}
/**
 * What would be known of a conversation that needs a person; `waited_s` is in seconds.
 */
export interface KnownText {
  /**
   * Why responsibility passed from the bot to people.
   */
  reason?:
    | "customer_request"
    | "rule"
    | "sensitive_topic"
    | "frustration"
    | "repetition"
    | "not_helpful"
    | "low_confidence"
    | "missing_knowledge"
    | "unsupported_request"
    | "policy_restriction"
    | "tool_failure"
    | "bot_error"
    | "turn_limit"
    | "usage_limit"
    | "unclassified";
  language?: string;
  mood?: "" | "calm" | "unsure" | "annoyed" | "angry" | "distressed";
  text?: string;
  page?: string;
  is_identified?: boolean;
  attributes?: {
    [k: string]: string;
  };
  waited_s?: number;
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
 * One page of the articles, of the newest version of each; pages count from 1.
 */
export interface ListArticles {
  q?: string;
  /**
   * Which articles to list: with something to publish, in use (changed since or not), or all.
   */
  state?: "draft" | "published" | "changed" | "all";
  language?: string;
  tag?: string;
  page?: number;
}
/**
 * One page of a view of the inbox.
 */
export interface ListInbox {
  /**
   * The views of the inbox.
   */
  view?: "mine" | "offers" | "queue" | "bot" | "all" | "snoozed" | "resolved";
  cursor?: string | null;
  limit?: number;
}
/**
 * Say that I have read up to a seq.
 */
export interface MarkRead {
  conversation_id: string;
  seq: number;
}
/**
 * A verb that needs no more than its address.
 */
export interface NoDetails {}
/**
 * Leave a note that only staff see.
 */
export interface PostNote {
  conversation_id: string;
  client_id: string;
  text: string;
}
/**
 * Say how soon somebody is needed, from 1 (urgent) to 4 (low).
 */
export interface Prioritise {
  conversation_id: string;
  priority: Priority;
  reason?: string;
}
/**
 * Put the newest version into use. `expected_version` is the one that was read.
 */
export interface PublishArticle {
  expected_version: number;
}
/**
 * Reject what the bot prepared, and perhaps say why.
 */
export interface RejectAction {
  conversation_id: string;
  action_id: string;
  client_id: string;
  reason?: string;
}
/**
 * Make what an earlier version says the newest one. `seen` is the number of the newest that was seen.
 */
export interface RestoreVersion {
  seen: number;
}
/**
 * Add a version. `expected_version` is the one that was edited; an empty slug stays as it is.
 */
export interface SaveArticle {
  title: string;
  body?: string;
  /**
   * @maxItems 50
   */
  aliases?: string[];
  /**
   * @maxItems 500
   */
  example_questions?: string[];
  language?: string;
  /**
   * @maxItems 20
   */
  tags?: string[];
  /**
   * Whom an article is for. What is for staff is never shown to customers, and the bot never finds it.
   */
  audience?: "public" | "staff";
  expected_version: number;
  slug?: string;
}
/**
 * Edit somebody. Who is disabled is logged out, and their conversations are released.
 */
export interface SavePerson {
  text: PersonText;
  seen: number;
}
/**
 * Edit a policy.
 */
export interface SavePolicy {
  text: TeamPolicy;
  seen: number;
}
/**
 * Edit all routing rules at once, in the order in which they are read.
 */
export interface SaveRules {
  text: Rules;
  seen: number;
}
/**
 * Edit all skills at once: one without an id is new, one that is left out is removed.
 */
export interface SaveSkills {
  text: SkillsText;
  seen: number;
}
/**
 * Edit a team.
 */
export interface SaveTeam {
  text: TeamText;
  seen: number;
}
/**
 * Answer the customer. `seen_seq` is the newest seq on the sender's screen.
 */
export interface SendMessage {
  conversation_id: string;
  client_id: string;
  text: string;
  seen_seq?: number | null;
}
/**
 * Choose whether new conversations may come; with `returns_chats`, mine go back to the queue, in front of all.
 */
export interface SetAvailability {
  availability: Availability;
  returns_chats?: boolean;
}
/**
 * Say that I am writing, or no longer.
 */
export interface SetTyping {
  conversation_id: string;
  on: boolean;
}
/**
 * Put it aside until a time.
 */
export interface Snooze {
  conversation_id: string;
  until: string;
}
/**
 * Pass it on, to an agent, a team, or whoever has a skill, and say why.
 *
 * With `is_warm` the agent is asked first, and it stays with whoever has it until they accept.
 */
export interface Transfer {
  conversation_id: string;
  agent_id?: string | null;
  team_id?: string | null;
  skill?: string | null;
  is_warm?: boolean;
  reason: string;
}
/**
 * Ask the bot, without any conversation.
 */
export interface TryQuestion {
  question: string;
}
/**
 * A verb that may say why: requeue, hand back, close, decline.
 */
export interface WithReason {
  conversation_id: string;
  reason?: string;
}
