/** One conversation in the list: who, why it came to people, how long they wait, what was said last. */
import { memo } from "preact/compat";
import type { InboxView, LastMessage, OpenOffer, StaffConversation } from "../shared/staff.gen";
import { plain } from "../shared/ui/body";
import { Chip } from "../shared/ui/pieces";
import { Ago, Since } from "../shared/ui/time";
import { OUTCOME_TONES, OUTCOME_WORDS, REASON_TONES, REASON_WORDS, STATUS_TONES, STATUS_WORDS } from "../shared/ui/words";
import { writeRoute } from "./route";
import { PriorityMark } from "./routing";

interface Props {
  row: StaffConversation;
  view: InboxView;
  isOpen: boolean;
  isUnread: boolean;
  draft: string;
  me: string;
  open: (id: string) => void;
}

function author(last: LastMessage): string {
  if (last.is_note) return "Note: ";
  return { bot: "AI: ", agent: "Agent: ", api: "API: ", system: "", customer: "" }[last.author_kind];
}

function Preview({ row, draft }: Pick<Props, "row" | "draft">) {
  if (draft !== "") return <span class="truncate"><em class="row-draft">Draft:</em> {draft}</span>;
  if (!row.last_message) return <span class="truncate soft">No message yet</span>;
  return <span class="truncate" dir="auto">{author(row.last_message)}{plain(row.last_message.preview)}</span>;
}

function Marks({ row, view, me }: Pick<Props, "row" | "view" | "me">) {
  const isOver = row.status === "resolved" || row.status === "closed";
  return (
    <span class="row-marks">
      {view === "all" && <Chip tone={STATUS_TONES[row.status]}>{STATUS_WORDS[row.status]}</Chip>}
      {isOver && row.outcome && <Chip tone={OUTCOME_TONES[row.outcome]}>{OUTCOME_WORDS[row.outcome]}</Chip>}
      {!isOver && <PriorityMark row={row} />}
      {!isOver && row.escalation_reason && (
        <Chip tone={REASON_TONES[row.escalation_reason]}>{REASON_WORDS[row.escalation_reason]}</Chip>
      )}
      {row.offers.length > 0 && <Chip tone="accent" icon="bell">{offeredTo(row.offers, me)}</Chip>}
      {row.agent && row.agent.id !== me && <span class="soft truncate">{row.agent.name}</span>}
      {!row.agent && row.team && <span class="soft truncate">{row.team.name}</span>}
    </span>
  );
}

/** To whom it is offered: that I am asked matters most. */
export function offeredTo(offers: readonly OpenOffer[], me: string): string {
  const [first, ...others] = offers;
  if (first === undefined) return "";
  if (offers.some(({ agent }) => agent.id === me)) return "Offered to you";
  return others.length > 0 ? `Offered to ${offers.length} agents` : `Offered to ${first.agent.name}`;
}

function Wait({ row }: { row: StaffConversation }) {
  if (row.waiting_since !== null && row.status !== "bot") {
    return <span class="row-wait"><span class="sr-only">Waiting </span><Since at={row.waiting_since} /></span>;
  }
  return <span class="row-time"><Ago at={row.last_message?.at ?? row.updated_at} /></span>;
}

export const Row = memo(function Row({ row, view, isOpen, isUnread, draft, me, open }: Props) {
  return (
    <li>
      <a
        class={isUnread ? "row row-unread" : "row"}
        href={writeRoute({ view, id: row.id })}
        data-row={row.id}
        aria-current={isOpen ? "true" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          open(row.id);
        }}
      >
        <span class="row-top">
          <span class="row-name truncate">{row.customer.name}</span>
          <Wait row={row} />
        </span>
        <span class="row-middle">
          <Preview row={row} draft={draft} />
          {isUnread && <span class="row-dot"><span class="sr-only">Unread</span></span>}
        </span>
        <Marks row={row} view={view} me={me} />
      </a>
    </li>
  );
});
