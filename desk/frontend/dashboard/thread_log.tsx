/** Everything said and done in the open conversation, newest last. */
import { useMemo, useRef } from "preact/hooks";
import { dayLabel } from "../shared/time";
import type { StaffConversation } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { LOCALE } from "../shared/ui/locale";
import { ActionCard } from "./action_card";
import { Activity } from "./activity";
import type { Desk } from "./desk";
import { useFollow } from "./follow";
import { Message, StreamingMessage } from "./message";
import { PendingMessage } from "./pending";
import type { State, Thread } from "./state";
import { threadItems, type Item } from "./thread_items";

interface Props {
  desk: Desk;
  state: State;
  thread: Thread;
  row: StaffConversation;
}

function ItemView({ item, desk, state, row, isRead }: Omit<Props, "thread"> & { item: Item; isRead: boolean | null }) {
  const me = state.me.id;
  switch (item.kind) {
    case "day":
      return <p class="day"><span>{dayLabel(item.at, LOCALE, new Date())}</span></p>;
    case "new":
      return <p class="new" data-new><span>New</span></p>;
    case "action":
      return <ActionCard desk={desk} action={item.action} row={row} me={me} isBusy={state.isBusy} />;
    case "activity":
      return <Activity changes={item.changes} />;
    case "message":
      return <Message message={item.message} at={item.at} isFirst={item.isFirst} me={me} isRead={isRead} />;
  }
}

/** The last message to the customer tells whether it was read; the older ones need not. */
function lastOutbound(items: readonly Item[]): Item | undefined {
  return items.findLast((item) => item.kind === "message" && !item.message.is_note && item.message.author.kind === "agent");
}

function lastSeq(items: readonly Item[]): number {
  const last = items.findLast((item) => item.kind === "message");
  return last?.kind === "message" ? last.seq : 0;
}

function newestWords(items: readonly Item[]): string {
  const newest = items.findLast((item) => item.kind === "message");
  if (newest?.kind !== "message" || newest.message.author.kind === "agent") return "";
  return `${newest.message.author.name}: ${newest.message.text}`;
}

export function ThreadLog({ desk, state, thread, row }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const items = useMemo(() => threadItems(thread.events, thread.newFrom), [thread.events, thread.newFrom]);
  const known = new Set(items.map((item) => item.key));
  const pending = state.pending.filter(
    (each) => each.payload.conversation_id === thread.id && !known.has(each.client_id),
  );
  const streamed = thread.streams.reduce((length, stream) => length + stream.text.length + 1, 0);
  const extra = `${items.length}/${pending.map((each) => each.state).join()}/${streamed}/${thread.typing.length}`;
  const follow = useFollow(box, thread.id, thread.events[0]?.seq ?? 0, lastSeq(items), extra);
  const missed = items.filter((item) => item.kind === "message" && item.seq > follow.seenSeq).length;
  const receipt = lastOutbound(items);
  return (
    <div class="log-frame">
      <div class="log" ref={box} role="log" aria-live="off" aria-label="Conversation" tabIndex={0} onScroll={follow.onScroll}>
        {thread.hasEarlier && (
          <p class="log-earlier">
            <Button disabled={thread.isLoadingEarlier} onClick={() => void desk.thread.earlier()}>
              {thread.isLoadingEarlier ? "Loading…" : "Load earlier messages"}
            </Button>
          </p>
        )}
        {items.map((item) => (
          <ItemView
            key={item.key}
            item={item}
            desk={desk}
            state={state}
            row={row}
            isRead={item === receipt && item.kind === "message" ? row.customer_read_seq >= item.seq : null}
          />
        ))}
        {thread.streams.map((stream) => (
          <StreamingMessage key={stream.turn_id} stream={stream} />
        ))}
        {pending.map((each) => (
          <PendingMessage key={each.client_id} desk={desk} pending={each} events={thread.events} />
        ))}
      </div>
      <p class="sr-only" role="status">{newestWords(items)}</p>
      {!follow.isAtEnd && (
        <button type="button" class="jump" onClick={follow.jump}>
          <Icon name="down" size={16} />
          {missed > 0 ? `${missed} new` : "Latest"}
        </button>
      )}
    </div>
  );
}
