/** What the bot did with the operator's tools, and what it prepared. */
import type { ActionShape, ToolUse } from "../staff.gen";
import { Chip, type Tone } from "./pieces";

type Arguments = ToolUse["arguments"];

/** `order_status` is read as "order status". */
export function toolName(name: string): string {
  return name.replaceAll("_", " ");
}

const OUTCOME_WORDS: Record<string, string> = {
  ok: "worked",
  proposed: "prepared for approval",
  wrong_use: "asked for wrongly",
  repeated: "asked for twice",
  stopped: "stopped by the customer",
  timeout: "no answer in time",
  connection: "not reached",
  redirect: "answered with a redirect",
  too_large: "answer too large",
  not_json: "answer not readable",
  not_allowed: "host not allowed",
  circuit_open: "out of order",
  changed: "declared otherwise now",
  unknown: "nobody knows",
};

export function toolOutcome(outcome: string): string {
  return OUTCOME_WORDS[outcome] ?? toolName(outcome);
}

export const ACTION_WORDS: Record<ActionShape["status"], string> = {
  proposed: "Waits for approval",
  approved: "Approved",
  rejected: "Rejected",
  running: "Running",
  done: "Done",
  failed: "Failed",
};

export const ACTION_TONES: Record<ActionShape["status"], Tone> = {
  proposed: "warn",
  approved: "accent",
  rejected: "neutral",
  running: "accent",
  done: "ok",
  failed: "bad",
};

function inWords(values: Arguments): string {
  return Object.entries(values)
    .map(([name, value]) => `${toolName(name)}: ${String(value)}`)
    .join(", ");
}

/** One line for each use, as the hand-off tells it. */
export function ToolLines({ tools }: { tools: ToolUse[] }) {
  return (
    <ul class="tried">
      {tools.map((use, place) => (
        <li key={place}>
          {toolName(use.name)} <span class="soft">{inWords(use.arguments)} · {toolOutcome(use.outcome)}</span>
        </li>
      ))}
    </ul>
  );
}

export function ToolTable({ tools }: { tools: ToolUse[] }) {
  return (
    <table class="table table-small">
      <caption>Tools</caption>
      <thead>
        <tr>
          <th scope="col">Tool</th>
          <th scope="col">Result</th>
          <th scope="col" class="number">Time</th>
          <th scope="col">Used</th>
        </tr>
      </thead>
      <tbody>
        {tools.map((use, place) => (
          <tr key={place}>
            <td>{toolName(use.name)} <span class="soft">{inWords(use.arguments)}</span></td>
            <td>{toolOutcome(use.outcome)}</td>
            <td class="number">{use.ms.toLocaleString("en")} ms</td>
            <td>{use.is_used ? "Yes" : "No"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was prepared, with what, and what became of it. */
export function ActionFacts({ action }: { action: ActionShape }) {
  return (
    <>
      <p class="action-head">
        <strong>{toolName(action.tool)}</strong>
        <Chip tone={ACTION_TONES[action.status]}>{ACTION_WORDS[action.status]}</Chip>
      </p>
      <p class="soft">{action.description}</p>
      <dl class="pairs">
        {Object.entries(action.arguments).map(([name, value]) => (
          <div key={name}>
            <dt>{toolName(name)}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
        {action.by && <div><dt>Decided by</dt><dd>{action.by.name}{action.reason !== "" && `: ${action.reason}`}</dd></div>}
        {action.outcome !== "" && action.outcome !== "ok" && <div><dt>Went wrong</dt><dd>{toolOutcome(action.outcome)}</dd></div>}
        {action.result !== "" && <div><dt>Result</dt><dd>{action.result}</dd></div>}
      </dl>
    </>
  );
}
