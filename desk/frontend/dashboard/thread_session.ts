/** Follows the open conversation: joins it, keeps its events without gaps, its streams, who is writing. */
import { ConversationLog } from "../shared/log";
import type { Connection } from "../shared/socket";
import type { StaffCalls } from "../shared/staff_calls";
import type { MessageStreamingData, StaffEphemeral, StaffEvent, TypingChangedData } from "../shared/staff.gen";
import type { Store } from "../shared/store";
import { StreamBook } from "../shared/stream";
import type { Action, State } from "./state";

const TYPING_LASTS_MS = 7_000;
const TYPING_EVERY_MS = 3_000;

export class ThreadSession {
  private log: ConversationLog<StaffEvent> | null = null;
  private streams = new StreamBook(() => undefined);
  private readonly silences = new Map<string, ReturnType<typeof setTimeout>>();
  private typedAt = 0;
  private marked = 0;

  constructor(
    private readonly connection: Connection<StaffCalls, StaffEvent, StaffEphemeral>,
    private readonly store: Store<State, Action>,
    private readonly onPosted: (clientId: string) => void,
  ) {}

  /** The seq up to which the open thread is on the screen. */
  get seq(): number {
    return this.log?.seq ?? 0;
  }

  async open(id: string): Promise<void> {
    if (this.store.state.thread?.id !== id) this.leave();
    this.store.dispatch({ type: "thread.asked", id });
    const result = await this.connection.call("conversation.join", { conversation_id: id });
    if (this.store.state.thread?.id !== id) return;
    if (!result.ok) {
      const message = result.error.message || "The conversation could not be loaded.";
      this.store.dispatch({ type: "thread.failed", id, message });
      return;
    }
    if ("conversation" in result.value) this.begin(id, result.value);
  }

  leave(): void {
    const { thread } = this.store.state;
    this.close();
    if (!thread) return;
    void this.connection.call("conversation.leave", { conversation_id: thread.id });
    this.store.dispatch({ type: "thread.left" });
  }

  /** After a reconnect: follow it again, and fetch only what came meanwhile. */
  async rejoin(): Promise<void> {
    const { thread } = this.store.state;
    const log = this.log;
    if (!thread) return;
    if (!log) return this.open(thread.id);
    this.streams.clear();
    const result = await this.connection.call("conversation.join", { conversation_id: thread.id, after: log.seq });
    if (result.ok && "more" in result.value) log.take(result.value);
  }

  /** True when the event belongs to the open thread, which then brings its row up to date too. */
  receive(event: StaffEvent): boolean {
    if (this.log?.conversationId !== event.conversation_id) return false;
    this.log.receive(event);
    return true;
  }

  check(id: string, head: number | undefined): void {
    if (head !== undefined && this.log?.conversationId === id) this.log.check(head);
  }

  async earlier(): Promise<void> {
    if (!this.log) return;
    this.store.dispatch({ type: "thread.earlier.asked" });
    const id = this.log.conversationId;
    const isDone = await this.log.earlier();
    if (!isDone) this.store.dispatch({ type: "thread.earlier", id, page: { events: [], has_earlier: true } });
  }

  streamed(id: string, data: MessageStreamingData): void {
    if (this.log?.conversationId === id) this.streams.receive({ ...data, is_dropped: data.is_dropped ?? false });
  }

  /** Somebody else is writing; without news they have stopped. */
  typing(id: string, { author, on }: TypingChangedData): void {
    if (author.id === this.store.state.me.id) return;
    const key = author.id ?? author.name;
    clearTimeout(this.silences.get(key));
    this.store.dispatch({ type: "thread.typing", id, author, isOn: on });
    if (!on) return;
    const stop = () => this.store.dispatch({ type: "thread.typing", id, author, isOn: false });
    this.silences.set(key, setTimeout(stop, TYPING_LASTS_MS));
  }

  /** I am writing to the customer, or no longer. */
  iType(on: boolean): void {
    if (!this.log || (on ? Date.now() - this.typedAt < TYPING_EVERY_MS : this.typedAt === 0)) return;
    this.typedAt = on ? Date.now() : 0;
    void this.connection.call("typing.set", { conversation_id: this.log.conversationId, on });
  }

  /** Tell that I have read it: only its own agent's eyes count, and only on a visible page. */
  markRead(): void {
    const { thread, rows, me } = this.store.state;
    const row = thread?.phase === "ready" ? rows[thread.id] : undefined;
    if (row?.agent?.id !== me.id || document.visibilityState !== "visible") return;
    const seq = row.last_customer_seq;
    if (seq <= row.staff_read_seq || seq <= this.marked) return;
    this.marked = seq;
    void this.connection.call("read.mark", { conversation_id: row.id, seq });
  }

  private begin(id: string, snapshot: Extract<StaffCalls["conversation.join"]["returns"], { conversation: object }>): void {
    this.close();
    this.streams = new StreamBook((streams) => this.store.dispatch({ type: "thread.streamed", id, streams }));
    this.log = new ConversationLog<StaffEvent>(
      id,
      {
        after: (seq) => this.connection.call("events.after", { conversation_id: id, after: seq }),
        before: (seq) => this.connection.call("events.before", { conversation_id: id, before: seq }),
        onApplied: (events) => this.applied(id, events),
        onEarlier: (page) => this.store.dispatch({ type: "thread.earlier", id, page }),
      },
      snapshot.head,
      snapshot.events[0]?.seq ?? snapshot.head + 1,
    );
    this.store.dispatch({ type: "thread.opened", snapshot });
    this.settle(snapshot.events);
    this.markRead();
  }

  private applied(id: string, events: StaffEvent[]): void {
    this.store.dispatch({ type: "thread.applied", id, events });
    this.settle(events);
    this.markRead();
  }

  /** A finished message takes the place of its stream and of its pending copy; a person ends all streams. */
  private settle(events: readonly StaffEvent[]): void {
    for (const event of events) {
      if (event.type === "message.posted" || event.type === "note.posted") {
        const { how, client_id } = event.data.message;
        if (how) this.streams.settle(how.turn_id);
        this.onPosted(client_id);
      } else if ("status" in event.data && event.data.status !== "bot") this.streams.clear();
    }
  }

  private close(): void {
    this.log?.close();
    this.log = null;
    this.streams = new StreamBook(() => undefined);
    this.typedAt = 0;
    this.marked = 0;
  }
}
