/** What the assistant prepared: the responsible agent reads it, then approves or rejects it. */
import { useRef } from "preact/hooks";
import { randomId } from "../shared/ids";
import type { ActionShape, StaffConversation } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { ActionFacts, toolName } from "../shared/ui/tools";
import type { Desk } from "./desk";

interface Props {
  desk: Desk;
  action: ActionShape;
  row: StaffConversation;
  me: string;
  isBusy: boolean;
}

function Choice({ desk, action, row, isBusy }: Props) {
  // Pressed twice, it is the same decision.
  const client_id = useRef(randomId()).current;
  const decision = { conversation_id: row.id, action_id: action.id, client_id };
  return (
    <div class="action-choice">
      <Button
        weight="primary"
        icon="check"
        disabled={isBusy}
        onClick={() => void desk.act("conversation.approve_action", decision)}
      >
        Approve, do it once
      </Button>
      <Button
        disabled={isBusy}
        onClick={() => void desk.act("conversation.reject_action", { ...decision, reason: "" })}
      >
        Reject
      </Button>
    </div>
  );
}

export function ActionCard(props: Props) {
  const { action, row, me } = props;
  const isOpen = action.status === "proposed" && action.episode === row.episode;
  const isMine = row.agent?.id === me;
  return (
    <section class="action-card" aria-label={`Prepared by the assistant: ${toolName(action.tool)}`}>
      <p class="handoff-label">Prepared by the assistant</p>
      <ActionFacts action={action} />
      {isOpen && <p class="soft">{isMine ? "Nothing is done before you approve it." : "Whoever has this conversation decides."}</p>}
      {isOpen && isMine && <Choice {...props} />}
    </section>
  );
}
