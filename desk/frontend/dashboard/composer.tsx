/** Where replies and notes are written; which of the two is never in doubt. */
import type { TargetedEvent } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { StaffConversation } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { run } from "./commands";
import type { Desk } from "./desk";
import { NO_DRAFT, type Draft, type State } from "./state";
import { mayReply } from "./verbs";

const LIMIT = 4_000;
const COUNT_FROM = 3_600;
const TALLEST_PX = 220;

interface Props {
  desk: Desk;
  state: State;
  row: StaffConversation;
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

function Tabs({ draft, choose }: { draft: Draft; choose: (mode: Draft["mode"]) => void }) {
  return (
    <div class="tabs" role="group" aria-label="Who will see it">
      <button type="button" class="tab" data-mode="reply" aria-pressed={draft.mode === "reply"} onClick={() => choose("reply")}>
        Reply
      </button>
      <button type="button" class="tab tab-note" data-mode="note" aria-pressed={draft.mode === "note"} onClick={() => choose("note")}>
        <Icon name="lock" size={14} /> Note
      </button>
    </div>
  );
}

/** Why there is nothing to type into, and the way to change that. */
function NoReply({ desk, row }: { desk: Desk; row: StaffConversation }) {
  const words = {
    bot: "The assistant is answering. Take over to write to the customer.",
    queued: "Nobody has this conversation yet. Take over to write to the customer.",
    resolved: "This conversation is resolved. Reopen it to write to the customer.",
    closed: "This conversation is closed and takes no more messages.",
  }[row.status as "bot" | "queued" | "resolved" | "closed"];
  return (
    <div class="composer-closed">
      <p>{words}</p>
      {row.status !== "closed" && (
        <Button weight="primary" data-composer="open" onClick={() => run(desk, "take_over")}>
          {row.status === "resolved" ? "Reopen" : "Take over"}
        </Button>
      )}
    </div>
  );
}

function useGrowing(text: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight + 2, TALLEST_PX)}px`;
  }, [text]);
  return field;
}

function Field({ desk, row, draft }: { desk: Desk; row: StaffConversation; draft: Draft }) {
  const isNote = draft.mode === "note";
  const text = isNote ? draft.note : draft.reply;
  const field = useGrowing(text);
  const label = isNote ? "Note for your team" : `Reply to ${row.customer.name}`;
  const left = LIMIT - text.length;
  const onInput = (event: TargetedEvent<HTMLTextAreaElement>) => {
    const { value } = event.currentTarget;
    desk.store.dispatch({ type: "draft.changed", id: row.id, draft: isNote ? { note: value } : { reply: value } });
    if (!isNote) desk.thread.iType(value.trim() !== "");
  };
  const onKeyDown = (event: TargetedEvent<HTMLTextAreaElement, KeyboardEvent>) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (left >= 0) desk.post(row.id);
  };
  return (
    <>
      <textarea
        ref={field}
        class="composer-text"
        data-composer="text"
        dir="auto"
        rows={2}
        aria-label={label}
        placeholder={isNote ? "Write a note for your team…" : `Write to ${firstName(row.customer.name)}…`}
        value={text}
        onInput={onInput}
        onKeyDown={onKeyDown}
        onBlur={() => desk.thread.iType(false)}
      />
      <div class="composer-foot">
        {text.length >= COUNT_FROM && (
          <span class={left < 0 ? "composer-over tabular" : "soft tabular"} role="status">
            {left < 0 ? `${-left} characters too many` : `${left} characters left`}
          </span>
        )}
        <span class="composer-keys soft">Enter sends · Shift Enter: new line</span>
        <Button
          weight="primary"
          icon={isNote ? "lock" : "send"}
          disabled={text.trim() === "" || left < 0}
          onClick={() => desk.post(row.id)}
        >
          {isNote ? "Add note" : `Send to ${firstName(row.customer.name)}`}
        </Button>
      </div>
    </>
  );
}

function Writing({ state, row }: { state: State; row: StaffConversation }) {
  const authors = state.thread?.typing ?? [];
  const words = authors.map((author) =>
    author.kind === "agent" ? `${author.name} is writing a reply…` : `${firstName(row.customer.name)} is writing…`,
  );
  return <p class="writing" aria-live="polite">{words.join(" ")}</p>;
}

export function Composer({ desk, state, row }: Props) {
  const draft = state.drafts[row.id] ?? NO_DRAFT;
  const isNote = draft.mode === "note";
  const choose = (mode: Draft["mode"]) => desk.store.dispatch({ type: "draft.changed", id: row.id, draft: { mode } });
  const isOthers = row.agent !== null && row.agent.id !== state.me.id;
  const canWrite = row.status !== "closed" && (isNote || mayReply(row));
  return (
    <section class={isNote ? "composer composer-note" : "composer"} aria-label="Write">
      <Writing state={state} row={row} />
      <div class="composer-box">
        {row.status !== "closed" && (
          <div class="composer-head">
            <Tabs draft={draft} choose={choose} />
            {isNote && <span class="composer-audience"><Icon name="lock" size={14} /> Only your team sees this</span>}
            {!isNote && canWrite && isOthers && <span class="composer-audience">{row.agent?.name} has this conversation</span>}
          </div>
        )}
        {canWrite ? <Field key={`${row.id}-${draft.mode}`} desk={desk} row={row} draft={draft} /> : <NoReply desk={desk} row={row} />}
      </div>
    </section>
  );
}
