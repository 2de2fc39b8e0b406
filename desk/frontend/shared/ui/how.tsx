/** How the bot came to an answer or a decision, folded until somebody asks. */
import type { HowAnswered, ScoredSource } from "../staff.gen";
import { Icon } from "./icon";

const DECISION_WORDS: Record<HowAnswered["decision"], string> = {
  answer: "Answer",
  clarify: "Ask back",
  offer: "Offer a person",
  escalate: "Escalate",
  resolve: "Resolve",
};

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function milliseconds(ms: number): string {
  return `${ms.toLocaleString("en")} ms`;
}

function rows(how: HowAnswered): [string, string][] {
  const known: [string, string | null][] = [
    ["Decision", DECISION_WORDS[how.decision]],
    ["Confidence", percent(how.confidence)],
    ["Reason", how.reason || null],
    ["Responder", how.model ?? (how.responder === "offline" ? "Built-in, offline" : "Model")],
    ["Prompt", `${how.prompt} @ ${how.prompt_version}`],
    ["First text", how.first_token_ms === null ? null : milliseconds(how.first_token_ms)],
    ["In all", milliseconds(how.total_ms)],
    ["Tokens", how.tokens_in === null ? null : `${how.tokens_in} in, ${how.tokens_out ?? 0} out`],
  ];
  return known.filter((row): row is [string, string] => row[1] !== null);
}

function Scores({ sources }: { sources: ScoredSource[] }) {
  return (
    <table class="table table-small">
      <caption>Articles found</caption>
      <thead>
        <tr>
          <th scope="col">Article</th>
          <th scope="col" class="number">Score</th>
          <th scope="col">Used</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.slug}>
            <td>{source.title}</td>
            <td class="number">{source.score.toFixed(2)}</td>
            <td>{source.is_used ? "Yes" : "No"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function HowDetails({ how }: { how: HowAnswered }) {
  return (
    <div class="how-body">
      <dl class="pairs">
        {rows(how).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {how.sources.length > 0 && <Scores sources={how.sources} />}
    </div>
  );
}

export function How({ how, isOpen = false }: { how: HowAnswered; isOpen?: boolean }) {
  return (
    <details class="how" open={isOpen}>
      <summary>
        <Icon name="right" size={14} />
        How this was answered
        <span class="soft tabular">confidence {percent(how.confidence)} · {milliseconds(how.total_ms)}</span>
      </summary>
      <HowDetails how={how} />
    </details>
  );
}
