/** How the bot came to an answer or a decision, folded until somebody asks. */
import type { Attempt, HowAnswered, Parameters, ScoredSource } from "../staff.gen";
import { Icon } from "./icon";
import { ToolTable } from "./tools";
import { REASON_WORDS } from "./words";

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

function money(amount: number): string {
  return amount.toLocaleString("en", { maximumSignificantDigits: 3 });
}

function asked({ temperature, max_tokens, format }: Parameters): string {
  const limit = `at most ${max_tokens.toLocaleString("en")} tokens, ${format}`;
  return temperature === null ? limit : `temperature ${temperature}, ${limit}`;
}

function rows(how: HowAnswered): [string, string][] {
  const known: [string, string | null][] = [
    ["Decision", DECISION_WORDS[how.decision]],
    ["Confidence", percent(how.confidence)],
    ["Reason", how.reason || null],
    ["Category", how.category ? REASON_WORDS[how.category] : null],
    ["Rule", how.rule || null],
    ["Evidence", how.evidence || null],
    ["Responder", how.model ?? (how.responder === "offline" ? "Built-in, offline" : "Model")],
    ["Prompt", `${how.prompt} @ ${how.prompt_version}`],
    ["Asked with", how.parameters ? asked(how.parameters) : null],
    ["First text", how.first_token_ms === null ? null : milliseconds(how.first_token_ms)],
    ["In all", milliseconds(how.total_ms)],
    ["Tokens", how.tokens_in === null ? null : `${how.tokens_in} in, ${how.tokens_out ?? 0} out`],
    ["Cost", how.cost ? money(how.cost) : null],
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

/** Whom was asked; shown when it was more than one call that went well. */
function Attempts({ attempts }: { attempts: Attempt[] }) {
  return (
    <table class="table table-small">
      <caption>Calls of models</caption>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Result</th>
          <th scope="col" class="number">Time</th>
          <th scope="col" class="number">Tokens</th>
        </tr>
      </thead>
      <tbody>
        {attempts.map((attempt, place) => (
          <tr key={place}>
            <td>{attempt.model} · {attempt.host}</td>
            <td>{attempt.outcome.replaceAll("_", " ")}</td>
            <td class="number">{milliseconds(attempt.ms)}</td>
            <td class="number">{attempt.tokens.toLocaleString("en")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function hasFailures(attempts: Attempt[]): boolean {
  return attempts.some((attempt) => attempt.outcome !== "ok");
}

export function HowDetails({ how }: { how: HowAnswered }) {
  const attempts = how.attempts ?? []; // what was logged before they were kept has none
  const tools = how.tools ?? []; // the same
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
      {tools.length > 0 && <ToolTable tools={tools} />}
      {hasFailures(attempts) && <Attempts attempts={attempts} />}
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
