import type { Result } from "./result";

export interface Logged {
  conversation_id: string;
  seq: number;
}

export interface LogPage<E> {
  events: E[];
  head: number;
  more: boolean;
}

export interface EarlierEvents<E> {
  events: E[];
  has_earlier: boolean;
}

export interface LogOptions<E> {
  after: (seq: number) => Promise<Result<LogPage<E>>>;
  before: (seq: number) => Promise<Result<EarlierEvents<E>>>;
  /** Called with events that follow one another and all that came before. */
  onApplied: (events: E[]) => void;
  onEarlier: (page: EarlierEvents<E>) => void;
}

const RETRY_MS = 1_000;
const GRACE_MS = 500;

/**
 * The events of one conversation, each applied once and in order.
 *
 * What arrives twice is dropped; what arrives after a gap is held while the gap is asked for.
 */
export class ConversationLog<E extends Logged> {
  private head: number;
  private readonly held = new Map<number, E>();
  private isFetching = false;
  private isClosed = false;
  private known: number;
  private retry: ReturnType<typeof setTimeout> | undefined;

  /** `head` is the seq of the newest event already applied, `first` that of the oldest shown. */
  constructor(
    readonly conversationId: string,
    private readonly options: LogOptions<E>,
    head: number,
    private first: number,
  ) {
    this.head = head;
    this.known = head;
  }

  /** The seq up to which everything has been applied. */
  get seq(): number {
    return this.head;
  }

  receive(event: E): void {
    if (event.conversation_id !== this.conversationId || event.seq <= this.head) return;
    this.held.set(event.seq, event);
    this.known = Math.max(this.known, event.seq);
    this.applyHeld();
    if (this.held.size > 0) void this.catchUp();
  }

  /** What a heartbeat says the newest seq is: ask for what is missing, if anything is. */
  check(head: number): void {
    this.known = Math.max(this.known, head);
    if (this.known > this.head) void this.catchUp();
  }

  /** What an ack says has been written: its event is on its way, and asked for only if it does not come. */
  expect(seq: number): void {
    if (seq <= this.head) return;
    setTimeout(() => !this.isClosed && this.check(seq), GRACE_MS);
  }

  /** Takes a page that was fetched elsewhere, such as the answer to a join with `after`. */
  take(page: LogPage<E>): void {
    for (const event of page.events) if (event.seq > this.head) this.held.set(event.seq, event);
    this.known = Math.max(this.known, page.head);
    this.applyHeld();
    if (this.known > this.head) void this.catchUp();
  }

  async earlier(): Promise<boolean> {
    const result = await this.options.before(this.first);
    if (!result.ok || this.isClosed) return false;
    const fresh = result.value.events.filter((event) => event.seq < this.first);
    this.first = fresh[0]?.seq ?? this.first;
    this.options.onEarlier({ events: fresh, has_earlier: result.value.has_earlier });
    return true;
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.retry);
  }

  private async catchUp(): Promise<void> {
    if (this.isFetching || this.isClosed) return;
    this.isFetching = true;
    clearTimeout(this.retry);
    const isDone = await this.fetchPages();
    this.isFetching = false;
    if (!isDone && !this.isClosed) this.retry = setTimeout(() => void this.catchUp(), RETRY_MS);
  }

  /** Fetches page after page; true when nothing is missing any more. */
  private async fetchPages(): Promise<boolean> {
    for (;;) {
      const result = await this.options.after(this.head);
      if (this.isClosed) return true;
      if (!result.ok) return false;
      const before = this.head;
      for (const event of result.value.events) if (event.seq > this.head) this.held.set(event.seq, event);
      this.known = Math.max(this.known, result.value.head);
      this.applyHeld();
      if (this.head >= this.known) return true;
      if (!result.value.more) return this.held.size === 0;
      if (this.head === before) return false;
    }
  }

  private applyHeld(): void {
    const ready: E[] = [];
    for (let event = this.held.get(this.head + 1); event; event = this.held.get(this.head + 1)) {
      this.held.delete(event.seq);
      this.head = event.seq;
      ready.push(event);
    }
    for (const seq of this.held.keys()) if (seq <= this.head) this.held.delete(seq);
    if (ready.length > 0) this.options.onApplied(ready);
  }
}
