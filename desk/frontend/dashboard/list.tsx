/** The list of a view. Its order stands still while pointer or focus is in it. */
import type { TargetedEvent } from "preact";
import { useCallback, useRef } from "preact/hooks";
import type { InboxView } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { Empty, Skeleton, Trouble } from "../shared/ui/pieces";
import type { Desk } from "./desk";
import { Row } from "./row";
import { isUnread, orderChanges } from "./select";
import type { State } from "./state";
import { VIEW_WORDS } from "./views";

const NOTHING: Record<InboxView, readonly [string, string]> = {
  mine: ["All clear", "New conversations appear here as they are assigned to you."],
  offers: ["Nothing is offered to you", "Where your team asks before it gives you a conversation, the question appears here."],
  queue: ["Nobody is waiting", "Conversations wait here until an agent is free."],
  bot: ["The assistant has nothing to do", "Conversations that it answers appear here."],
  all: ["No open conversation", "New conversations appear here at once."],
  snoozed: ["Nothing is snoozed", "What you put aside comes back by itself."],
  resolved: ["Nothing is resolved yet", "Ended conversations stay here for reference."],
};

function moveFocus(event: TargetedEvent<HTMLElement, KeyboardEvent>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  event.preventDefault();
}

/** Says when the pointer or the focus comes into the list, and when both have left. */
function useHold(desk: Desk) {
  const inside = useRef({ pointer: false, focus: false });
  const change = (part: "pointer" | "focus", isIn: boolean) => {
    inside.current[part] = isIn;
    const isHeld = inside.current.pointer || inside.current.focus;
    if (isHeld !== desk.store.state.isHeld) desk.store.dispatch({ type: "list.held", isHeld });
  };
  return {
    onPointerEnter: () => change("pointer", true),
    onPointerLeave: () => change("pointer", false),
    onFocusIn: () => change("focus", true),
    onFocusOut: (event: TargetedEvent<HTMLElement, FocusEvent>) =>
      change("focus", event.currentTarget.contains(event.relatedTarget as Node | null)),
  };
}

function Nothing({ desk, state }: { desk: Desk; state: State }) {
  const { view } = state.route;
  const list = state.lists[view];
  if (list.phase === "loading") return <Skeleton rows={6} label="Loading conversations" />;
  if (list.phase === "failed") {
    return <Trouble retry={() => void desk.inbox.load(view)}>The conversations could not be loaded.</Trouble>;
  }
  const availability = state.people?.me.availability;
  const [title, text] = NOTHING[view];
  return (
    <Empty icon="inbox" title={title}>
      {text}
      {view === "mine" && availability !== undefined && availability !== "online" && (
        <p>You are {availability}, so no new conversation comes to you.</p>
      )}
    </Empty>
  );
}

export function ConversationList({ desk, state }: { desk: Desk; state: State }) {
  const { view, id } = state.route;
  const open = useCallback((chosen: string) => desk.openConversation(chosen), [desk]);
  const hold = useHold(desk);
  const changes = orderChanges(state);
  const rows = state.shown.map((shown) => state.rows[shown]).filter((row) => row !== undefined);
  const list = state.lists[view];
  return (
    <section class="list" aria-labelledby="list-title" {...hold} onKeyDown={moveFocus}>
      <h2 id="list-title" class="list-title">{VIEW_WORDS[view]}</h2>
      {changes > 0 && (
        <button type="button" class="list-pill" onClick={() => desk.store.dispatch({ type: "list.ordered" })}>
          {changes === 1 ? "1 change" : `${changes} changes`} · refresh order
        </button>
      )}
      {rows.length === 0 && <Nothing desk={desk} state={state} />}
      <ul class="rows">
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            view={view}
            isOpen={row.id === id}
            isUnread={isUnread(row, state.me.id)}
            draft={state.drafts[row.id]?.reply ?? ""}
            me={state.me.id}
            open={open}
          />
        ))}
      </ul>
      {list.cursor !== null && (
        <div class="list-more">
          <Button disabled={list.isLoadingMore} onClick={() => void desk.inbox.more(view)}>
            {list.isLoadingMore ? "Loading…" : "Load more"}
          </Button>
        </div>
      )}
    </section>
  );
}
