import { randomId } from "./ids";
import { isTransient, type Result, type WireError } from "./result";
import type { Keeper } from "./storage";

/** `sending` is on its way, `waiting` for the connection, `sent` until its event is here. */
export type SendState = "sending" | "waiting" | "sent" | "failed";

export interface Unsent<P> {
  client_id: string;
  payload: P;
  at: string;
  state: SendState;
  attempts: number;
  error: WireError | null;
}

export interface OutboxOptions<P, R> {
  /** Where unsent messages survive a reload. */
  key: string;
  storage: Keeper;
  send: (entry: Unsent<P>) => Promise<Result<R>>;
  onSent: (entry: Unsent<P>, value: R) => void;
  onChange: (entries: readonly Unsent<P>[]) => void;
}

const ATTEMPTS = 3;
const BACK_OFF_MS = 700;

/**
 * Messages that are not known to have arrived, sent one after another in the order they were written.
 *
 * Each keeps the client_id it was born with, so sending it again never makes it twice.
 */
export class Outbox<P, R> {
  private list: Unsent<P>[];
  private isSending = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: OutboxOptions<P, R>) {
    this.list = restored<P>(options.storage, options.key);
  }

  get entries(): readonly Unsent<P>[] {
    return this.list;
  }

  add(payload: P): string {
    const client_id = randomId();
    const at = new Date().toISOString();
    this.list = [...this.list, { client_id, payload, at, state: "sending", attempts: 0, error: null }];
    this.keep();
    void this.pump();
    return client_id;
  }

  /** The connection is back: send all that waits, and once more what failed for want of one. */
  flush(): void {
    for (const entry of this.list) {
      if (entry.state === "waiting" || (entry.state === "failed" && entry.error && isTransient(entry.error))) {
        this.change(entry.client_id, { state: "sending", attempts: 0, error: null });
      }
    }
    void this.pump();
  }

  retry(clientId: string): void {
    this.change(clientId, { state: "sending", attempts: 0, error: null });
    void this.pump();
  }

  /** Forgets a message: the customer deleted it, or its event has arrived. */
  remove(clientId: string): void {
    if (!this.find(clientId)) return;
    this.list = this.list.filter((entry) => entry.client_id !== clientId);
    this.keep();
  }

  clear(): void {
    this.list = [];
    this.keep();
  }

  /** Changes what will be sent, for example once the conversation it belongs to has an id. */
  readdress(change: (payload: P) => P): void {
    this.list = this.list.map((entry) => ({ ...entry, payload: change(entry.payload) }));
    this.keep();
  }

  /** Changes one message, for example after its author decided to send it all the same. */
  amend(clientId: string, change: (payload: P) => P): void {
    const entry = this.find(clientId);
    if (entry) this.change(clientId, { payload: change(entry.payload) });
  }

  private async pump(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.timer);
    for (let entry = this.next(); entry; entry = this.next()) {
      const delay = await this.deliver(entry);
      if (delay > 0) {
        this.timer = setTimeout(() => void this.pump(), delay);
        break;
      }
    }
    this.isSending = false;
  }

  private next(): Unsent<P> | undefined {
    return this.list.find((entry) => entry.state === "sending");
  }

  /** Sends one message; returns how long to wait before the next try, 0 to go on at once. */
  private async deliver(entry: Unsent<P>): Promise<number> {
    const result = await this.options.send(entry);
    if (!this.find(entry.client_id)) return 0;
    if (result.ok) {
      this.change(entry.client_id, { state: "sent" });
      this.options.onSent(entry, result.value);
      return 0;
    }
    return this.refused(entry, result.error);
  }

  private refused(entry: Unsent<P>, error: WireError): number {
    if (error.code === "offline") {
      this.holdAll();
      return 0;
    }
    const attempts = entry.attempts + 1;
    const isOver = !isTransient(error) || attempts >= ATTEMPTS;
    this.change(entry.client_id, { state: isOver ? "failed" : "sending", attempts, error });
    return isOver ? 0 : BACK_OFF_MS * 2 ** attempts * (0.5 + Math.random());
  }

  /** Without a connection nothing has failed: all that was on its way waits, in order. */
  private holdAll(): void {
    this.list = this.list.map((entry) => (entry.state === "sending" ? { ...entry, state: "waiting" } : entry));
    this.keep();
  }

  private find(clientId: string): Unsent<P> | undefined {
    return this.list.find((entry) => entry.client_id === clientId);
  }

  private change(clientId: string, change: Partial<Unsent<P>>): void {
    this.list = this.list.map((entry) => (entry.client_id === clientId ? { ...entry, ...change } : entry));
    this.keep();
  }

  private keep(): void {
    write(this.options.storage, this.options.key, JSON.stringify(this.list));
    this.options.onChange(this.list);
  }
}

/** What an earlier page left unsent: whether it arrived is unknown, so it waits to be sent again. */
function restored<P>(storage: Keeper, key: string): Unsent<P>[] {
  try {
    const entries = JSON.parse(storage.getItem(key) ?? "[]") as Unsent<P>[];
    return entries.map((entry) => (entry.state === "failed" ? entry : { ...entry, state: "waiting" }));
  } catch {
    return [];
  }
}

/** A browser that refuses storage still sends; only a reload would forget. */
function write(storage: Keeper, key: string, text: string): void {
  try {
    storage.setItem(key, text);
  } catch {
    return;
  }
}
