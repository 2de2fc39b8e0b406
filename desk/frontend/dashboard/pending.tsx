/** My messages that are not known to have arrived: in place, with what can be done about them. */
import type { StaffEvent } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import type { Desk } from "./desk";
import type { Pending } from "./state";

const STATE_WORDS = {
  sending: "Sending…",
  waiting: "Will be sent when the connection is back",
  sent: "Sent",
} as const;

/** Who replied after the newest event that the author of the message had seen. */
function whoReplied(events: readonly StaffEvent[], seen: number | null): string {
  const newest = events.findLast(
    (event) => event.type === "message.posted" && event.actor.kind === "agent" && event.seq > (seen ?? 0),
  );
  return newest?.actor.name ?? "A colleague";
}

function Failure({ desk, pending, events }: { desk: Desk; pending: Pending; events: readonly StaffEvent[] }) {
  const isSuperseded = pending.error?.code === "superseded";
  return (
    <div class="pending-failure" role="alert">
      <p>
        <Icon name="alert" size={14} />
        {isSuperseded
          ? `${whoReplied(events, pending.payload.seen_seq)} replied while you were writing.`
          : `Not sent. ${pending.error?.message ?? ""}`}
      </p>
      <div class="pending-actions">
        <Button onClick={() => desk.sendAnyway(pending.client_id)}>{isSuperseded ? "Send anyway" : "Try again"}</Button>
        <Button weight="quiet" onClick={() => desk.edit(pending)}>Edit</Button>
        <Button weight="quiet" onClick={() => desk.discard(pending.client_id)}>Discard</Button>
      </div>
    </div>
  );
}

export function PendingMessage({ desk, pending, events }: { desk: Desk; pending: Pending; events: readonly StaffEvent[] }) {
  const isFailed = pending.state === "failed";
  return (
    <article class={`message message-first message-${pending.payload.is_note ? "note" : "agent"}${isFailed ? " message-failed" : ""}`}>
      <div class="message-column">
        <div class="bubble">
          <div class="prose prose-plain" dir="auto">{pending.payload.text}</div>
        </div>
        {pending.state === "failed" ? (
          <Failure desk={desk} pending={pending} events={events} />
        ) : (
          <p class="message-receipt">
            <Icon name={pending.state === "sent" ? "check" : "clock"} size={14} /> {STATE_WORDS[pending.state]}
          </p>
        )}
      </div>
    </article>
  );
}
