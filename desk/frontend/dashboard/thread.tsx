/** The open conversation: its head, the hand-off, the log, the composer. */
import type { StaffConversation } from "../shared/staff.gen";
import { Handoff } from "../shared/ui/handoff";
import { Empty, Skeleton, Trouble } from "../shared/ui/pieces";
import { Composer } from "./composer";
import { focusComposer } from "./commands";
import type { Desk } from "./desk";
import type { State, Thread } from "./state";
import { ThreadHead } from "./thread_head";
import { ThreadLog } from "./thread_log";
import { mayReply } from "./verbs";

const WITH_PEOPLE = ["queued", "assigned", "snoozed"];

/** Whether one of us has written to the customer since it was escalated. */
function isAnswered(thread: Thread): boolean {
  const escalated = thread.events.findLastIndex((event) => event.type === "conversation.escalated");
  return thread.events.some(
    (event, place) => place > escalated && event.type === "message.posted" && event.actor.kind === "agent",
  );
}

/** Put the suggestion into the reply, after what is already written there. */
function insert(desk: Desk, id: string, text: string): void {
  const reply = desk.store.state.drafts[id]?.reply ?? "";
  const joined = reply === "" ? text : `${reply}\n\n${text}`;
  desk.store.dispatch({ type: "draft.changed", id, draft: { mode: "reply", reply: joined } });
  focusComposer();
}

function Ready({ desk, state, thread, row }: { desk: Desk; state: State; thread: Thread; row: StaffConversation }) {
  return (
    <>
      {row.packet && WITH_PEOPLE.includes(row.status) && (
        <Handoff
          packet={row.packet}
          isAnswered={isAnswered(thread)}
          insert={mayReply(row) ? (text) => insert(desk, row.id, text) : null}
        />
      )}
      <ThreadLog key={thread.id} desk={desk} state={state} thread={thread} row={row} />
      <Composer desk={desk} state={state} row={row} />
    </>
  );
}

export function ThreadPane({ desk, state }: { desk: Desk; state: State }) {
  const { thread, route } = state;
  const row = route.id === null ? undefined : state.rows[route.id];
  if (route.id === null) {
    return (
      <Empty icon="inbox" title="No conversation is open">
        Choose one from the list, or press J for the first.
      </Empty>
    );
  }
  const id = route.id;
  return (
    <>
      {row && <ThreadHead desk={desk} state={state} row={row} />}
      {thread?.phase === "failed" && (
        <Trouble retry={() => void desk.thread.open(id)}>{thread.trouble}</Trouble>
      )}
      {(thread === null || thread.phase === "loading") && <Skeleton rows={5} label="Loading the conversation" />}
      {thread?.phase === "ready" && row && <Ready desk={desk} state={state} thread={thread} row={row} />}
    </>
  );
}
