/** Keeps the rows of the inbox right: pages, refreshes, and what a heartbeat tells is missing. */
import type { Connection, Heartbeat } from "../shared/socket";
import type { StaffCalls } from "../shared/staff_calls";
import type { InboxView, StaffEphemeral, StaffEvent } from "../shared/staff.gen";
import type { Store } from "../shared/store";
import type { Action, State } from "./state";

const SOON_MS = 150;
const EVERY_MS = 1_000;

export class InboxSession {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshedAt = 0;

  constructor(
    private readonly connection: Connection<StaffCalls, StaffEvent, StaffEphemeral>,
    private readonly store: Store<State, Action>,
  ) {}

  /** Load what is on the screen, what is mine and what is offered to me, at most once a second. */
  refreshSoon(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(SOON_MS, this.refreshedAt + EVERY_MS - Date.now());
    this.timer = setTimeout(() => void this.refresh(), wait);
  }

  async refresh(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.refreshedAt = Date.now();
    const views = new Set<InboxView>([this.store.state.route.view, "mine", "offers"]);
    await Promise.all([...[...views].map((view) => this.load(view)), this.people()]);
  }

  async load(view: InboxView): Promise<void> {
    await this.page(view, null);
  }

  async more(view: InboxView): Promise<void> {
    const { cursor, isLoadingMore } = this.store.state.lists[view];
    if (cursor !== null && !isLoadingMore) await this.page(view, cursor);
  }

  /** A row that we hold may be behind, or a conversation may have come that we do not hold. */
  check(beat: Heartbeat): void {
    const { rows, version } = this.store.state;
    if (beat.inbox === version) return;
    const isBehind = Object.entries(beat.heads).some(([id, head]) => head > (rows[id]?.head ?? 0));
    if (isBehind) this.refreshSoon();
    else this.store.dispatch({ type: "version.accepted", version: beat.inbox });
  }

  /** After an event: a change of who is responsible, or is asked, changes the counts and the loads. */
  heard(event: StaffEvent): void {
    const row = this.store.state.rows[event.conversation_id];
    const isMissed = row !== undefined && event.seq > row.head;
    const isOffer = event.type === "conversation.offered" || event.type === "conversation.offer_ended";
    if (isMissed || isOffer || "status" in event.data || event.type === "conversation.opened") this.refreshSoon();
  }

  private async page(view: InboxView, cursor: string | null): Promise<void> {
    const asked = this.store.state.rows;
    const isMore = cursor !== null;
    this.store.dispatch({ type: "list.asked", view, isMore });
    const result = await this.connection.call("inbox.list", { view, cursor });
    this.store.dispatch(
      result.ok
        ? { type: "list.loaded", view, inbox: result.value, asked, isMore }
        : { type: "list.failed", view },
    );
  }

  private async people(): Promise<void> {
    const result = await this.connection.call("people.list", {});
    if (result.ok) this.store.dispatch({ type: "people.loaded", people: result.value });
  }
}
