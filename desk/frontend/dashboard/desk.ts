/** The dashboard's connection to the desk, and everything a person can do with it. */
import { Outbox, type Unsent } from "../shared/outbox";
import { Connection, type ConnectionState } from "../shared/socket";
import type { StaffCalls } from "../shared/staff_calls";
import type { Availability, StaffEphemeral, StaffEvent } from "../shared/staff.gen";
import { keeper } from "../shared/storage";
import { Store } from "../shared/store";
import { notice } from "../shared/ui/toast";
import { REASON_WORDS } from "../shared/ui/words";
import { keepDrafts } from "./drafts";
import { InboxSession } from "./inbox_session";
import { chime, notifyPerson } from "./notify";
import { offerNews } from "./offer_news";
import { readRoute, writeRoute, type Route } from "./route";
import type { Action, Outgoing, Pending, State } from "./state";
import { ThreadSession } from "./thread_session";
import type { OfferVerb, Verb } from "./verbs";

type VerbCall = `conversation.${Verb | OfferVerb | "prioritise" | "approve_action" | "reject_action"}`;

export class Desk {
  readonly inbox: InboxSession;
  readonly thread: ThreadSession;
  private readonly connection = new Connection<StaffCalls, StaffEvent, StaffEphemeral>({ namespace: "/dashboard" });
  private readonly outbox: Outbox<Outgoing, { id: string; seq: number }>;

  constructor(readonly store: Store<State, Action>) {
    this.outbox = new Outbox({
      key: `desk.outbox.${store.state.me.id}`,
      storage: keeper(() => sessionStorage),
      send: (entry) => this.deliver(entry),
      onSent: (entry, { seq }) => this.delivered(entry, seq),
      onChange: (pending) => store.dispatch({ type: "pending.changed", pending }),
    });
    this.inbox = new InboxSession(this.connection, store);
    this.thread = new ThreadSession(this.connection, store, (clientId) => this.outbox.remove(clientId));
  }

  start(): void {
    this.store.dispatch({ type: "pending.changed", pending: this.outbox.entries });
    this.connection.states.on((state) => void this.connected(state));
    this.connection.events.on((event) => this.heard(event));
    this.connection.ephemerals.on((event) => this.sensed(event));
    this.connection.heartbeats.on((beat) => {
      const id = this.store.state.thread?.id;
      if (id !== undefined) this.thread.check(id, beat.heads[id]);
      this.inbox.check(beat);
    });
    this.connection.byes.on(({ reason }) => reason !== "shutdown" && signIn());
    this.connection.refusals.on(({ code }) => code === "not_authenticated" && signIn());
    addEventListener("popstate", () => void this.routed(readRoute(location.pathname)));
    document.addEventListener("visibilitychange", () => this.thread.markRead());
    keepDrafts(this.store);
    this.connection.open();
  }

  go(route: Route): void {
    void this.arrive(route);
  }

  /** Go there; done when what is there can be read. */
  async arrive(route: Route): Promise<void> {
    const path = writeRoute(route);
    if (path !== location.pathname) history.pushState(null, "", path);
    await this.routed(route);
  }

  openConversation(id: string): void {
    this.go({ view: this.store.state.route.view, id });
  }

  /** Send what the draft holds, to the customer or to the team. */
  post(id: string): void {
    const draft = this.store.state.drafts[id];
    const text = (draft?.mode === "note" ? draft.note : (draft?.reply ?? "")).trim();
    if (!draft || text === "") return;
    const is_note = draft.mode === "note";
    this.outbox.add({ conversation_id: id, text, is_note, seen_seq: is_note ? null : this.thread.seq });
    this.store.dispatch({ type: "draft.changed", id, draft: is_note ? { note: "", mode: "reply" } : { reply: "" } });
    if (!is_note) this.thread.iType(false);
  }

  /** Try again; what a colleague's reply held back goes out all the same. */
  sendAnyway(clientId: string): void {
    this.outbox.amend(clientId, (payload) => ({ ...payload, seen_seq: null }));
    this.outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.outbox.remove(clientId);
  }

  /** Put an unsent message back into the composer. */
  edit({ client_id, payload }: Pending): void {
    const draft = payload.is_note ? ({ mode: "note", note: payload.text } as const) : ({ mode: "reply", reply: payload.text } as const);
    this.store.dispatch({ type: "draft.changed", id: payload.conversation_id, draft });
    this.outbox.remove(client_id);
  }

  async act<N extends VerbCall>(name: N, payload: StaffCalls[N]["sends"]): Promise<boolean> {
    if (this.store.state.isBusy) return false;
    this.store.dispatch({ type: "verb.started" });
    const result = await this.connection.call(name, payload);
    this.store.dispatch({ type: "verb.ended" });
    if (!result.ok) {
      this.say("That did not work", result.error.message || "The desk did not answer. Please try again.");
      return false;
    }
    const id = this.store.state.thread?.id;
    if (id === payload.conversation_id) this.thread.check(id, result.value.seq);
    return true;
  }

  /** Whoever goes away with conversations is asked what becomes of them. */
  chooseAvailability(availability: Availability): void {
    const load = this.store.state.people?.me.load ?? 0;
    const isLeaving = availability === "away" || availability === "offline";
    if (isLeaving && load > 0) this.store.dispatch({ type: "dialog.opened", dialog: availability });
    else void this.setAvailability(availability);
  }

  async setAvailability(availability: Availability, returnsChats = false): Promise<void> {
    const result = await this.connection.call("availability.set", { availability, returns_chats: returnsChats });
    if (!result.ok) return this.say("Your availability did not change", result.error.message);
    const { people } = this.store.state;
    if (people) this.store.dispatch({ type: "people.loaded", people: { ...people, me: result.value.me } });
  }

  private say(title: string, text: string): void {
    this.store.dispatch({ type: "toast.shown", toast: notice("bad", title, text) });
  }

  private async routed(route: Route): Promise<void> {
    const before = this.store.state.route;
    this.store.dispatch({ type: "route.changed", route });
    if (before.view !== route.view) void this.inbox.load(route.view);
    if (before.id === route.id) return;
    if (route.id === null) this.thread.leave();
    else await this.thread.open(route.id);
  }

  private async connected(connection: ConnectionState): Promise<void> {
    this.store.dispatch({ type: "connection.changed", connection });
    if (connection !== "online") return;
    const { id } = this.store.state.route;
    const following = id !== null && this.store.state.thread === null ? this.thread.open(id) : this.thread.rejoin();
    await Promise.all([this.inbox.refresh(), following]);
    this.outbox.flush();
  }

  private heard(event: StaffEvent): void {
    const before = this.store.state.rows[event.conversation_id];
    if (!this.thread.receive(event)) {
      this.store.dispatch({ type: "row.changed", event });
      if ("message" in event.data) this.outbox.remove(event.data.message.client_id);
    }
    this.inbox.heard(event);
    void this.noticeMine(event);
    void this.noticeOffer(event);
    const toast = before && offerNews(before, event, this.store.state.me.id);
    if (toast) this.store.dispatch({ type: "toast.shown", toast });
  }

  /** Somebody, or the engine, asks me: the card shows it on the page, this tells me where I do not look. */
  private async noticeOffer(event: StaffEvent): Promise<void> {
    const id = event.conversation_id;
    if (event.type !== "conversation.offered" || !event.data.offers.some(({ agent }) => agent.id === this.store.state.me.id)) return;
    if (!this.store.state.rows[id]) await this.inbox.load("offers");
    const row = this.store.state.rows[id];
    const text = row?.escalation_reason ? REASON_WORDS[row.escalation_reason] : "";
    notifyPerson(`Offered to you: ${row?.customer.name ?? "a customer"}`, text, () => this.go({ view: "offers", id }));
    chime(`${id}:${event.seq}`);
  }

  /** Somebody, or the engine, gave me a conversation: say so without taking the focus. */
  private async noticeMine(event: StaffEvent): Promise<void> {
    const { me } = this.store.state;
    if (event.type === "agent.nudged" && event.data.agent.id === me.id) return this.notice(event, "Still waiting for you:");
    const isGiven = event.type === "conversation.assigned" || event.type === "conversation.transferred";
    if (!isGiven || event.data.agent?.id !== me.id || event.actor.id === me.id) return;
    return this.notice(event, "New for you:");
  }

  private async notice(event: StaffEvent, words: string): Promise<void> {
    if (!this.store.state.rows[event.conversation_id]) await this.inbox.load("mine");
    const { rows, route } = this.store.state;
    const row = rows[event.conversation_id];
    const title = `${words} ${row?.customer.name ?? "a customer"}`;
    const text = row?.escalation_reason ? REASON_WORDS[row.escalation_reason] : "";
    const open = () => this.go({ view: "mine", id: event.conversation_id });
    notifyPerson(title, text, open);
    if (route.id === event.conversation_id) return;
    this.store.dispatch({ type: "toast.shown", toast: notice("new", title, text, { label: "Open", run: open }, event.conversation_id) });
  }

  private sensed(event: StaffEphemeral): void {
    const id = event.conversation_id;
    if (event.type === "presence.changed") this.store.dispatch({ type: "presence.changed", presence: event.data });
    else if (id === null) return;
    else if (event.type === "message.streaming") this.thread.streamed(id, event.data);
    else if (event.type === "typing.changed") this.thread.typing(id, event.data);
  }

  private deliver({ client_id, payload }: Unsent<Outgoing>) {
    const { conversation_id, text, is_note, seen_seq } = payload;
    return is_note
      ? this.connection.call("note.post", { conversation_id, client_id, text })
      : this.connection.call("message.send", { conversation_id, client_id, text, seen_seq });
  }

  /** Its event replaces it on the screen; where nobody looks it need not wait for that. */
  private delivered({ client_id, payload }: Unsent<Outgoing>, seq: number): void {
    const id = payload.conversation_id;
    if (this.store.state.thread?.id !== id || seq <= this.thread.seq) this.outbox.remove(client_id);
    else this.thread.check(id, seq);
  }
}

function signIn(): void {
  location.assign(`/dashboard/login?next=${encodeURIComponent(location.pathname)}`);
}
