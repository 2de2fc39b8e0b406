/** Questions to the state: which rows a view holds, in which order, what is unread. */
import type { InboxView, OpenOffer, StaffConversation } from "../shared/staff.gen";
import type { Rows, State } from "./state";

export function isIn(view: InboxView, row: StaffConversation, me: string): boolean {
  switch (view) {
    case "mine":
      return row.status === "assigned" && row.agent?.id === me;
    case "offers":
      return offerTo(row, me) !== undefined;
    case "queue":
      return row.status === "queued";
    case "bot":
      return row.status === "bot";
    case "all":
      return row.status !== "resolved" && row.status !== "closed";
    case "snoozed":
      return row.status === "snoozed";
    case "resolved":
      return row.status === "resolved" || row.status === "closed";
  }
}

/** What is offered to me of a conversation. */
export function offerTo(row: StaffConversation, me: string): OpenOffer | undefined {
  return row.offers.find(({ agent }) => agent.id === me);
}

/** Everything that is offered to me, with what ends first in front. */
export function offersToMe({ rows, me }: Pick<State, "rows" | "me">): { row: StaffConversation; offer: OpenOffer }[] {
  return Object.values(rows)
    .flatMap((row) => {
      const offer = offerTo(row, me.id);
      return offer ? [{ row, offer }] : [];
    })
    .sort((one, other) => one.offer.until.localeCompare(other.offer.until) || one.row.id.localeCompare(other.row.id));
}

/** Who waits comes first, longest wait on top; then what changed last. */
function needsMeFirst(one: StaffConversation, other: StaffConversation): number {
  if (one.waiting_since !== null && other.waiting_since !== null) {
    return one.waiting_since.localeCompare(other.waiting_since);
  }
  if (one.waiting_since !== null) return -1;
  if (other.waiting_since !== null) return 1;
  return newestFirst(one, other);
}

function newestFirst(one: StaffConversation, other: StaffConversation): number {
  return other.updated_at.localeCompare(one.updated_at) || other.id.localeCompare(one.id);
}

const WAIT_VIEWS: readonly InboxView[] = ["mine", "offers", "queue", "all"];

export function ordered(rows: Rows, view: InboxView, me: string): string[] {
  return Object.values(rows)
    .filter((row) => isIn(view, row, me))
    .sort(WAIT_VIEWS.includes(view) ? needsMeFirst : newestFirst)
    .map((row) => row.id);
}

/** How many rows would appear, leave or move if the held order were renewed. */
export function orderChanges(state: State): number {
  const next = ordered(state.rows, state.route.view, state.me.id);
  if (!state.isHeld) return 0;
  const gone = state.shown.filter((id) => !next.includes(id)).length;
  const kept = next.filter((id) => state.shown.includes(id));
  const before = state.shown.filter((id) => next.includes(id));
  const moved = kept.filter((id, place) => before[place] !== id).length;
  return gone + (next.length - kept.length) + moved;
}

/** Whether the customer wrote something that concerns me and that nobody of us has read. */
export function isUnread(row: StaffConversation, me: string): boolean {
  if (row.last_customer_seq <= row.staff_read_seq) return false;
  return row.status === "queued" || row.agent?.id === me;
}

export function unreadCount(state: State): number {
  return Object.values(state.rows).filter((row) => isIn("mine", row, state.me.id) && isUnread(row, state.me.id)).length;
}

/** The row after or before the open one; the first when none is open. */
export function neighbour(state: State, step: 1 | -1): string | null {
  const at = state.route.id === null ? -1 : state.shown.indexOf(state.route.id);
  const to = at === -1 ? 0 : at + step;
  return state.shown[to] ?? null;
}
