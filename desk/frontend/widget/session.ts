import { ConversationLog, type LogOptions } from "../shared/log";
import { randomId } from "../shared/ids";
import { plainText } from "../shared/markdown";
import { Outbox, type Unsent } from "../shared/outbox";
import type { Result, WireError } from "../shared/result";
import { Connection, type ConnectionState } from "../shared/socket";
import { keeper } from "../shared/storage";
import { Store } from "../shared/store";
import { StreamBook } from "../shared/stream";
import type { Bridge, Init } from "./bridge";
import type { Joined, Opened, WidgetCalls } from "./calls";
import { Drafts } from "./drafts";
import type { CustomerSnapshot, WidgetEphemeral, WidgetEvent } from "./events.gen";
import { Identity } from "./identity";
import { newestForeignSeq, unreadMessages } from "./items";
import { reduce } from "./reduce";
import { FIRST_STATE, type Action, type AppState, type Outgoing } from "./state";
import { OtherTyping, OwnTyping } from "./typing";
import { Verbs } from "./verbs";

type Sent = Opened | { id: string; seq: number };

const PREVIEW_LENGTH = 140;

/** One customer's session: what happens on the wire becomes actions, what the customer does becomes commands. */
export class Session {
  readonly store = new Store<AppState, Action>(FIRST_STATE, reduce);
  readonly verbs: Verbs;
  private readonly connection: Connection<WidgetCalls, WidgetEvent, WidgetEphemeral>;
  private readonly outbox: Outbox<Outgoing, Sent>;
  private readonly streams = new StreamBook((streams) => this.dispatch({ type: "streams.painted", streams }));
  private readonly drafts: Drafts;
  private readonly identity: Identity;
  private log: ConversationLog<WidgetEvent> | null = null;
  private token: string | null;
  private readSent = 0;
  private readonly ownTyping = new OwnTyping((on) => this.tellTyping(on));
  private readonly otherTyping = new OtherTyping((name) => this.dispatch({ type: "typing.changed", name }));
  private humanId: string | null = null;

  constructor(
    inbox: string,
    private readonly init: Init,
    private readonly bridge: Bridge,
  ) {
    this.token = init.token;
    this.drafts = new Drafts(inbox);
    this.connection = new Connection({ namespace: "/widget", auth: () => ({ inbox, token: this.token }) });
    this.outbox = new Outbox<Outgoing, Sent>({
      key: `desk:${inbox}:unsent`,
      storage: keeper(() => localStorage),
      send: (entry) => this.send(entry),
      onSent: (entry, value) => this.sent(entry.client_id, value),
      onChange: (unsent) => this.dispatch({ type: "unsent.changed", unsent }),
    });
    this.verbs = new Verbs({
      connection: this.connection,
      threadId: () => this.state.threadId,
      open: () => this.openSilently(),
      expect: (seq) => this.log?.expect(seq),
      dispatch: (action) => this.dispatch(action),
    });
    this.identity = new Identity({
      who: init.who,
      prove: (jwt) => this.connection.call("customer.identify", { jwt }),
      onRefused: (why) => bridge.warn(why),
    });
    this.listen();
  }

  get state(): AppState {
    return this.store.state;
  }

  start(): void {
    const isOther = this.init.jwt !== null && this.identity.take(this.init.jwt);
    if (isOther || this.init.isForgotten) this.wipe();
    this.dispatch({ type: "unsent.changed", unsent: this.outbox.entries });
    for (const [threadId, text] of this.drafts.kept()) this.dispatch({ type: "draft.changed", threadId, text });
    const id = this.token && this.init.conversation_id;
    if (id) this.dispatch({ type: "thread.chosen", id, previousId: null });
    this.connection.open();
  }

  /** The site says who the customer is; what somebody else wrote in this chat is not for them. */
  identify(jwt: string): void {
    if (this.identity.take(jwt)) this.startAnew();
    else if (this.state.connection === "online") void this.enter();
  }

  /** The customer left the site's account: the desk keeps what was said, this chat forgets it. */
  logout(): void {
    this.identity.clear();
    this.startAnew();
  }

  // What the customer does.

  goHome(): void {
    this.dispatch({ type: "screen.shown", screen: "home" });
    void this.list();
  }

  openThread(id: string): void {
    if (this.state.threadId !== id || !this.log) {
      this.choose(id, null);
      void this.join();
    }
    this.dispatch({ type: "screen.shown", screen: "chat" });
    this.markRead();
  }

  /** A new conversation begins with its first message; until then nothing is opened. */
  newThread(): void {
    const { conversation } = this.state.thread ?? {};
    this.choose(null, conversation?.status === "closed" ? conversation.id : null);
    this.dispatch({ type: "screen.shown", screen: "chat" });
  }

  say(text: string): void {
    const { threadId, previousId } = this.state;
    this.outbox.add({ conversation_id: threadId, previous_id: previousId, text });
    this.ownTyping.stop();
  }

  /** Keeps what is being written, through closing the chat and reloading the page. */
  write(text: string): void {
    const { threadId } = this.state;
    this.dispatch({ type: "draft.changed", threadId, text });
    this.drafts.keep(this.state.drafts);
    if (text) this.ownTyping.typed();
  }

  retry(clientId: string): void {
    this.outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.outbox.remove(clientId);
  }

  skipRating(key: string): void {
    this.dispatch({ type: "rating.skipped", key });
  }

  dismissProblem(): void {
    this.dispatch({ type: "problem.changed", problem: null });
  }

  /** The host page opened the chat with a text to start from. */
  draft(text: string): void {
    const { threadId, thread } = this.state;
    if (threadId && thread?.conversation.status !== "closed") this.openThread(threadId);
    else this.newThread();
    this.write(text);
  }

  async earlier(): Promise<void> {
    await this.log?.earlier();
  }

  close(): void {
    this.bridge.close();
  }

  shown(isFull: boolean): void {
    this.dispatch({ type: "frame.shown", isFull });
    this.markRead();
  }

  hidden(): void {
    this.dispatch({ type: "frame.hidden" });
  }

  /** Says how far the customer has read, when the messages are really on the screen. */
  markRead(): void {
    const { thread, screen, isShown } = this.state;
    if (!thread || screen !== "chat" || !isShown || document.hidden) return;
    const seq = newestForeignSeq(thread.events);
    if (seq <= Math.max(thread.conversation.customer_read_seq, this.readSent)) return;
    this.readSent = seq;
    this.bridge.unread(0, "");
    void this.connection.call("read.mark", { conversation_id: thread.conversation.id, seq });
  }

  // What happens on the wire.

  private dispatch(action: Action): void {
    this.store.dispatch(action);
  }

  private listen(): void {
    this.connection.states.on((state) => this.connected(state));
    this.connection.events.on((event) => this.log?.receive(event));
    this.connection.ephemerals.on((event) => this.ephemeral(event));
    this.connection.heartbeats.on(({ heads }) => {
      const head = heads[this.log?.conversationId ?? ""];
      if (head !== undefined) this.log?.check(head);
    });
    this.connection.refusals.on((error) => this.refused(error));
  }

  private connected(state: ConnectionState): void {
    this.dispatch({ type: "connection.changed", state });
    this.readSent = 0;
    if (state !== "online") {
      this.streams.clear();
      return;
    }
    void this.enter();
  }

  private async enter(): Promise<void> {
    const token = await this.identity.prove();
    if (token !== null) this.keep(token, this.state.threadId);
    void this.list();
    await this.join();
    this.outbox.flush();
  }

  private startAnew(): void {
    this.choose(null, null);
    this.wipe();
    this.dispatch({ type: "customer.forgotten" });
    this.connection.close();
    this.connection.open();
  }

  private wipe(): void {
    this.keep(null, null);
    this.outbox.clear();
    this.drafts.keep({});
  }

  /** A token that is not valid any more is dropped: the customer begins anew, unsent messages are kept. */
  private refused(error: WireError): void {
    if (error.code !== "not_authenticated" || this.token === null) return;
    this.keep(null, null);
    this.choose(null, null);
    this.dispatch({ type: "conversations.listed", conversations: [] });
    this.outbox.readdress((payload) => ({ ...payload, conversation_id: null, previous_id: null }));
    this.connection.open();
  }

  private async list(): Promise<void> {
    if (!this.token) return;
    const result = await this.connection.call("conversations.list", {});
    if (result.ok) this.dispatch({ type: "conversations.listed", conversations: result.value.conversations });
  }

  private async join(): Promise<void> {
    const id = this.state.threadId;
    if (!id) return;
    const after = this.log?.conversationId === id ? { after: this.log.seq } : {};
    const result = await this.connection.call("conversation.join", { conversation_id: id, ...after });
    if (this.state.threadId !== id) return;
    if (result.ok) this.joined(id, result.value);
    else if (result.error.code === "not_found") this.choose(null, null);
    else if (!this.state.thread) this.dispatch({ type: "problem.changed", problem: "join" });
  }

  private joined(id: string, answer: Joined): void {
    if ("conversation" in answer) {
      this.adopt(answer, false);
    } else {
      this.log?.take(answer);
      this.dispatch({ type: "queue.moved", id, place: answer.queue });
    }
    this.markRead();
  }

  /** Shows a conversation from its snapshot and follows it from there. */
  private adopt(snapshot: CustomerSnapshot, isOpening: boolean): void {
    const { id } = snapshot.conversation;
    this.log?.close();
    this.log = new ConversationLog(id, this.logOptions(id), snapshot.head, snapshot.events[0]?.seq ?? 1);
    if (this.isResuming(snapshot)) this.dispatch({ type: "screen.shown", screen: "chat" });
    this.dispatch({ type: "thread.loaded", snapshot, isOpening });
    this.settle(snapshot.events);
    this.keep(this.token, id);
    this.tellUnread();
  }

  /** A customer who comes back to a chat that goes on finds it where it was. */
  private isResuming({ conversation }: CustomerSnapshot): boolean {
    const isGoingOn = conversation.status !== "closed" && conversation.status !== "resolved";
    return isGoingOn && !this.state.isShown && conversation.id === this.init.conversation_id;
  }

  private logOptions(id: string): LogOptions<WidgetEvent> {
    return {
      after: (after) => this.connection.call("events.after", { conversation_id: id, after }),
      before: (before) => this.connection.call("events.before", { conversation_id: id, before }),
      onApplied: (events) => this.applied(events),
      onEarlier: (page) => this.dispatch({ type: "earlier.loaded", page }),
    };
  }

  private applied(events: WidgetEvent[]): void {
    this.dispatch({ type: "events.applied", events });
    this.settle(events);
    this.markRead();
    this.tellUnread();
  }

  /** What has been posted is no longer unsent, and no longer a stream. */
  private settle(events: readonly WidgetEvent[]): void {
    for (const event of events) {
      if (event.type !== "message.posted") continue;
      const { client_id, turn_id } = event.data.message;
      if (client_id) this.outbox.remove(client_id);
      if (turn_id) this.streams.settle(turn_id);
    }
    if (this.state.thread?.conversation.status !== "bot") this.streams.clear();
  }

  private ephemeral(event: WidgetEphemeral): void {
    if (event.conversation_id !== this.state.threadId) return;
    if (event.type === "message.streaming") {
      if (this.state.thread?.conversation.status === "bot") this.streams.receive(event.data);
    } else if (event.type === "queue.moved") {
      this.dispatch({ type: "queue.moved", id: event.conversation_id ?? "", place: event.data.place });
    } else if (event.data.author.kind === "agent") {
      this.otherTyping.heard(event.data.on ? event.data.author.name : null);
    }
  }

  private tellUnread(): void {
    const { thread, isShown } = this.state;
    if (!thread || isShown) return;
    const unread = unreadMessages(thread.events, thread.conversation.customer_read_seq);
    this.bridge.unread(unread.length, plainText(unread.at(-1)?.text ?? "").slice(0, PREVIEW_LENGTH));
  }

  private send({ client_id, payload }: Unsent<Outgoing>): Promise<Result<Sent>> {
    const { conversation_id, text } = payload;
    return conversation_id
      ? this.connection.call("message.send", { conversation_id, client_id, text })
      : this.open(client_id, text, payload.previous_id);
  }

  private open(client_id: string, text: string | null, previous_id: string | null): Promise<Result<Opened>> {
    const page = this.init.page.url.slice(0, 1_000);
    return this.connection.call("conversation.open", { client_id, text, locale: navigator.language, page, previous_id });
  }

  private sent(clientId: string, value: Sent): void {
    if ("token" in value) this.opened(clientId, value);
    else this.log?.expect(value.seq);
  }

  /** The desk has opened the conversation with its first message: what else was written belongs into it. */
  private opened(clientId: string, value: Opened): void {
    this.token = value.token;
    this.outbox.remove(clientId);
    const { id } = value.conversation;
    this.outbox.readdress((payload) => ({ ...payload, conversation_id: payload.conversation_id ?? id }));
    this.adopt(value, true);
  }

  private async openSilently(): Promise<boolean> {
    this.humanId ??= randomId();
    const result = await this.open(this.humanId, null, this.state.previousId);
    if (!result.ok) return false;
    this.opened(this.humanId, result.value);
    this.humanId = null;
    return true;
  }

  private choose(id: string | null, previousId: string | null): void {
    this.log?.close();
    this.log = null;
    this.readSent = 0;
    this.streams.clear();
    this.dispatch({ type: "thread.chosen", id, previousId });
  }

  private keep(token: string | null, conversationId: string | null): void {
    this.token = token;
    this.bridge.store(token, conversationId, this.identity.who);
  }

  private tellTyping(on: boolean): void {
    const { threadId } = this.state;
    if (threadId) void this.connection.call("typing.set", { conversation_id: threadId, on });
  }
}
