/** What happened between the messages: a line each, folded where there are many. */
import { Icon } from "../shared/ui/icon";
import { Clock } from "../shared/ui/time";
import { changeWords } from "../shared/ui/words";
import type { Change } from "./thread_items";

const SHOWN_OPEN = 3;

function Line({ change }: { change: Change }) {
  return (
    <li class="activity-line">
      <span>{changeWords(change)}</span>
      {change.type === "conversation.rated" && change.data.comment !== "" && <q>{change.data.comment}</q>}
      <Clock at={change.at} />
    </li>
  );
}

export function Activity({ changes }: { changes: readonly Change[] }) {
  const lines = (
    <ul class="activity">
      {changes.map((change) => (
        <Line key={change.seq} change={change} />
      ))}
    </ul>
  );
  if (changes.length <= SHOWN_OPEN) return lines;
  return (
    <details class="activity-fold">
      <summary>
        <Icon name="right" size={14} />
        {changes.length} routing events
      </summary>
      {lines}
    </details>
  );
}
