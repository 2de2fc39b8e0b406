import { io, type Socket } from "socket.io-client";
import { Emitter } from "./emitter";
import { randomId } from "./ids";
import { failure, type Result, type WireError } from "./result";

export type ConnectionState = "connecting" | "online" | "offline" | "refused";

/** For each command: what is sent, what comes back. */
export type Calls = Record<string, { sends: object; returns: unknown }>;

export interface Heartbeat {
  heads: Record<string, number>;
  inbox: number;
}

export interface Bye {
  reason: string;
  message: string;
}

export interface ConnectionOptions {
  namespace: string;
  auth?: () => object;
  url?: string;
}

interface Reply {
  ok: boolean;
  error?: WireError;
}

const ACK_MS = 5_000;
const SILENCE_MS = 12_000;
const RETRY_MS = 2_000;
const FINAL_BYES = new Set(["logout", "disabled"]);

/** One namespace's connection: typed calls out, typed events in, reconnecting by itself. */
export class Connection<C extends Calls, E, F> {
  readonly events = new Emitter<E>();
  readonly ephemerals = new Emitter<F>();
  readonly heartbeats = new Emitter<Heartbeat>();
  readonly byes = new Emitter<Bye>();
  readonly refusals = new Emitter<WireError>();
  readonly states = new Emitter<ConnectionState>();

  private current: ConnectionState = "connecting";
  private readonly socket: Socket;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private isEnded = false;

  constructor(options: ConnectionOptions) {
    this.socket = io(`${options.url ?? ""}${options.namespace}`, {
      autoConnect: false,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 8_000,
      randomizationFactor: 0.5,
      // Names this page, and nothing else: by it a balancer brings every request of a polling socket to one process.
      query: { tab: randomId() },
      auth: (give) => give(options.auth?.() ?? {}),
    });
    this.listen();
  }

  get state(): ConnectionState {
    return this.current;
  }

  open(): void {
    this.isEnded = false;
    clearTimeout(this.retry);
    this.socket.connect();
  }

  close(): void {
    this.isEnded = true;
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.socket.disconnect();
  }

  /** Sends a command. Without an answer in 5 s nothing is known: send again with the same client_id. */
  async call<N extends keyof C & string>(name: N, payload: C[N]["sends"]): Promise<Result<C[N]["returns"]>> {
    if (!this.socket.connected) return failure("offline");
    try {
      const reply: Reply = await this.socket.timeout(ACK_MS).emitWithAck(name, payload);
      return reply.ok
        ? { ok: true, value: reply as C[N]["returns"] }
        : { ok: false, error: reply.error ?? { code: "unknown", message: "" } };
    } catch {
      return failure("timeout");
    }
  }

  private listen(): void {
    this.socket.on("connect", () => this.enter("online"));
    this.socket.on("disconnect", (reason) => this.dropped(reason));
    this.socket.on("connect_error", (error) => this.refused(error));
    this.socket.on("event", (event: E) => this.events.emit(event));
    this.socket.on("ephemeral", (event: F) => this.ephemerals.emit(event));
    this.socket.on("heartbeat", (beat: Heartbeat) => this.beat(beat));
    this.socket.on("bye", (bye: Bye) => this.bye(bye));
  }

  private enter(state: ConnectionState): void {
    if (state === "online") this.listenForSilence();
    else clearTimeout(this.silence);
    if (state === this.current) return;
    this.current = state;
    this.states.emit(state);
  }

  private dropped(reason: string): void {
    this.enter("offline");
    if (reason === "io server disconnect") this.connectLater();
  }

  private refused(error: Error & { data?: WireError }): void {
    if (error.data) {
      this.enter("refused");
      this.connectLater();
      this.refusals.emit(error.data);
    } else {
      this.enter("offline");
    }
  }

  private bye(bye: Bye): void {
    this.isEnded = FINAL_BYES.has(bye.reason);
    this.byes.emit(bye);
  }

  private beat(beat: Heartbeat): void {
    this.listenForSilence();
    this.heartbeats.emit(beat);
  }

  /** A server that refused or sent us away is asked again a little later, not all clients at once. */
  private connectLater(): void {
    if (this.isEnded) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.socket.connect(), RETRY_MS * (0.5 + Math.random()));
  }

  /** A connection that is silent past two heartbeats is dead even if nothing said so. */
  private listenForSilence(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket.io.engine.close(), SILENCE_MS);
  }
}
