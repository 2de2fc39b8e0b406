/** How soon somebody is needed, what they must know, and why an agent has a conversation or nobody yet. */
import { useEffect, useState } from "preact/hooks";
import type { Assignments, DecisionShape, Priority, StaffConversation } from "../shared/staff.gen";
import { read } from "../shared/ui/api";
import { Candidates } from "../shared/ui/candidates";
import { Icon } from "../shared/ui/icon";
import { Menu } from "../shared/ui/menu";
import { Chip } from "../shared/ui/pieces";
import { PRIORITY_TONES, PRIORITY_WORDS } from "../shared/ui/words";
import type { Desk } from "./desk";
import type { Thread } from "./state";

const PRIORITIES: readonly Priority[] = [1, 2, 3, 4];
const RECHECK_MS = 5_000;

/** What was stored before there were priorities has none. */
function priorityOf(row: StaffConversation): Priority {
  return row.priority ?? 3;
}

export function PriorityMark({ row }: { row: StaffConversation }) {
  const priority = priorityOf(row);
  return priority === 3 ? null : <Chip tone={PRIORITY_TONES[priority]}>{PRIORITY_WORDS[priority]}</Chip>;
}

export function PriorityMenu({ desk, row }: { desk: Desk; row: StaffConversation }) {
  const set = (priority: Priority) => void desk.act("conversation.prioritise", { conversation_id: row.id, priority });
  return (
    <Menu
      name="Priority"
      buttonClass="button"
      button={<><span>{PRIORITY_WORDS[priorityOf(row)]}</span><Icon name="down" size={14} /></>}
      items={PRIORITIES.map((priority) => ({
        label: PRIORITY_WORDS[priority],
        isChosen: priority === priorityOf(row),
        run: () => priority !== priorityOf(row) && set(priority),
      }))}
    />
  );
}

/** The engine's newest decision that gave this conversation to somebody, if it made one. */
function lastDecision(thread: Thread): DecisionShape | null {
  const given = thread.events.findLast((event) => event.type === "conversation.assigned");
  if (given?.type !== "conversation.assigned") return null;
  if (given.actor.id !== given.data.agent?.id) return given.data.decision;
  const offered = thread.events.findLast((event) => event.type === "conversation.offered" && event.seq < given.seq);
  return offered?.type === "conversation.offered" ? offered.data.decision : null;
}

/** Why nobody has it yet, asked again while the panel is open. */
function useStandstill(row: StaffConversation): DecisionShape | null {
  const [decision, setDecision] = useState<DecisionShape | null>(null);
  useEffect(() => {
    const ask = async () => {
      const result = await read<Assignments>(`/api/v1/conversations/${row.id}/assignments`);
      if (result.ok) setDecision(result.value.decisions.findLast((each) => each.chosen === null) ?? null);
    };
    void ask();
    const timer = setInterval(() => void ask(), RECHECK_MS);
    return () => clearInterval(timer);
  }, [row.id]);
  return decision;
}

function WhyWaiting({ row }: { row: StaffConversation }) {
  const decision = useStandstill(row);
  return (
    <section class="part">
      <h3>Why is it still waiting?</h3>
      {decision ? <Candidates decision={decision} /> : <p class="soft">It is its turn next.</p>}
    </section>
  );
}

export function Why({ thread, row }: { thread: Thread; row: StaffConversation }) {
  if (row.status === "queued") return <WhyWaiting row={row} />;
  const decision = lastDecision(thread);
  if (!decision || row.status === "bot") return null;
  return (
    <section class="part">
      <h3>Why this agent?</h3>
      <Candidates decision={decision} />
    </section>
  );
}
