/** Keeps the supervision pages fresh: pushed by events, read over REST, at most once a second. */
import type { Result, WireError } from "../shared/result";
import { Connection } from "../shared/socket";
import type { StaffCalls } from "../shared/staff_calls";
import type { AskWhatIf, LiveCounts, Session, SessionPage, StaffEphemeral, StaffEvent, WhatIfLine } from "../shared/staff.gen";
import type { Store } from "../shared/store";
import { follow, read } from "../shared/ui/api";
import { queryOf, readRoute, writeFilter, writeRoute, type Filter, type Route } from "./route";
import type { Action, State } from "./state";

const EVERY_MS = 1_000;
const API = "/api/v1/supervision";

export class Watch {
  private readonly connection = new Connection<StaffCalls, StaffEvent, StaffEphemeral>({ namespace: "/supervision" });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshedAt = 0;

  private running: AbortController | undefined;

  constructor(readonly store: Store<State, Action>, private readonly csrf: string) {}

  start(): void {
    this.connection.states.on((connection) => {
      this.store.dispatch({ type: "connection.changed", connection });
      if (connection === "online") this.refreshSoon();
    });
    this.connection.events.on((event) => this.heard(event));
    this.connection.ephemerals.on((event) => event.type === "presence.changed" && this.refreshSoon());
    this.connection.heartbeats.on(() => this.refreshSoon());
    this.connection.byes.on(({ reason }) => reason !== "shutdown" && signIn());
    this.connection.refusals.on(({ code }) => code === "not_authenticated" && signIn());
    addEventListener("popstate", () => this.routed(readRoute(location.pathname, location.search)));
    this.connection.open();
    this.routed(this.store.state.route);
  }

  go(route: Route): void {
    history.pushState(null, "", writeRoute(route));
    this.routed(route);
  }

  /** Another filter is not another place to come back to: it replaces the address. */
  filter(filter: Filter): void {
    const route: Route = { page: "sessions", filter };
    history.replaceState(null, "", writeRoute(route));
    this.routed(route);
  }

  async live(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.refreshedAt = Date.now();
    const [counts, queue, bot] = await Promise.all([
      read<LiveCounts>(`${API}/live`),
      this.connection.call("inbox.list", { view: "queue" }),
      this.connection.call("inbox.list", { view: "bot" }),
    ]);
    if (!counts.ok) return this.store.dispatch({ type: "live.failed" });
    const { live } = this.store.state;
    this.store.dispatch({
      type: "live.loaded",
      counts: counts.value,
      queue: queue.ok ? queue.value.conversations : live.queue,
      bot: bot.ok ? bot.value.conversations : live.bot,
    });
  }

  async sessions(filter: Filter): Promise<void> {
    this.store.dispatch({ type: "sessions.asked", filter, isMore: false });
    this.told(filter, await this.page(filter, null), false);
  }

  async more(): Promise<void> {
    const { filter, cursor, isLoadingMore } = this.store.state.sessions;
    if (filter === null || cursor === null || isLoadingMore) return;
    this.store.dispatch({ type: "sessions.asked", filter, isMore: true });
    this.told(filter, await this.page(filter, cursor), true);
  }

  async session(id: string): Promise<void> {
    this.store.dispatch({ type: "session.asked", id });
    const result = await read<Session>(`${API}/sessions/${encodeURIComponent(id)}`);
    this.store.dispatch(
      result.ok
        ? { type: "session.loaded", id, session: result.value }
        : { type: "session.failed", id, message: result.error.message },
    );
  }

  /** Plays a day; to stop it ends it on the server, too. */
  async whatIf(question: AskWhatIf): Promise<void> {
    const running = new AbortController();
    this.running = running;
    this.store.dispatch({ type: "what_if.started" });
    let last: WhatIfLine | undefined;
    const hear = (line: WhatIfLine) => {
      last = line;
      if (this.running === running) this.store.dispatch({ type: "what_if.moved", done: line.done });
    };
    const result = await follow<WhatIfLine>(`${API}/what-if`, question, this.csrf, hear, running.signal);
    if (this.running === running) this.store.dispatch(ending(result, last));
  }

  stopWhatIf(): void {
    this.running?.abort();
    this.running = undefined;
    this.store.dispatch({ type: "what_if.stopped" });
  }

  private page(filter: Filter, cursor: string | null): Promise<Result<SessionPage>> {
    return read<SessionPage>(`${API}/sessions?${queryOf(filter, cursor)}`);
  }

  private told(filter: Filter, result: Result<SessionPage>, isMore: boolean): void {
    this.store.dispatch(
      result.ok
        ? { type: "sessions.loaded", filter, page: result.value, isMore }
        : { type: "sessions.failed", filter, message: result.error.message },
    );
  }

  private routed(route: Route): void {
    this.store.dispatch({ type: "route.changed", route });
    if (route.page === "live") return void this.live();
    if (route.page === "what-if") return;
    if (route.page === "session") void this.session(route.id);
    const { filter, phase } = this.store.state.sessions;
    const isKnown = filter !== null && phase === "ready" && writeFilter(filter) === writeFilter(route.filter);
    if (!isKnown || route.page === "sessions") void this.sessions(route.filter);
    if (this.store.state.live.counts === null) void this.live();
  }

  private heard(event: StaffEvent): void {
    const { open } = this.store.state;
    if (open?.id === event.conversation_id && event.type !== "message.read") void this.session(open.id);
    this.refreshSoon();
  }

  private refreshSoon(): void {
    if (this.timer !== undefined || this.store.state.route.page !== "live") return;
    this.timer = setTimeout(() => void this.live(), Math.max(0, this.refreshedAt + EVERY_MS - Date.now()));
  }
}

function ending(result: Result<null>, last: WhatIfLine | undefined): Action {
  if (last?.comparison) return { type: "what_if.ended", comparison: last.comparison };
  const error = result.ok ? (last?.error as WireError | null | undefined) : result.error;
  return { type: "what_if.failed", message: error ? inWords(error) : "The simulation stopped. Run it again." };
}

/** The sentence, and what is wrong with each field where the sentence does not say it. */
function inWords(error: WireError): string {
  const more = Object.values(error.fields ?? {}).filter((text) => !error.message.includes(text) && error.code === "invalid");
  return [error.message, ...new Set(more)].join(" ");
}

function signIn(): void {
  location.assign(`/dashboard/login?next=${encodeURIComponent(location.pathname)}`);
}
