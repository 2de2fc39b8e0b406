/** The desk right now: who waits, who answers, what the assistant does. */
import type { ComponentChildren } from "preact";
import type { Colleague, PromiseShape, StaffConversation } from "../shared/staff.gen";
import { duration } from "../shared/time";
import { plain } from "../shared/ui/body";
import { Icon } from "../shared/ui/icon";
import { LOCALE } from "../shared/ui/locale";
import { useNow } from "../shared/ui/now";
import { Chip, Skeleton, Trouble, type Tone } from "../shared/ui/pieces";
import { Clock, Since } from "../shared/ui/time";
import { AVAILABILITY_WORDS, REASON_TONES, REASON_WORDS, waitWords } from "../shared/ui/words";
import { Link } from "./link";
import type { Live, State } from "./state";
import type { Watch } from "./watch";

const STALE_S = 12;

function Tile({ name, value, children, tone = "neutral" }: {
  name: string;
  value: string | number;
  children?: ComponentChildren;
  tone?: Tone;
}) {
  return (
    <div class={`tile tile-${tone}`}>
      <dt>{name}</dt>
      <dd class="tile-value tabular">{value}</dd>
      <dd class="tile-more tabular">{children}</dd>
    </div>
  );
}

function present(agents: readonly Colleague[], availability: Colleague["availability"]): number {
  return agents.filter((agent) => agent.is_present && agent.availability === availability).length;
}

function Tiles({ counts }: { counts: NonNullable<Live["counts"]> }) {
  const here = counts.agents.filter((agent) => agent.is_present && agent.availability === "online");
  const capacity = here.reduce((sum, agent) => sum + agent.capacity, 0);
  const load = here.reduce((sum, agent) => sum + agent.load, 0);
  return (
    <dl class="tiles">
      <Tile name="Waiting now" value={counts.waiting} tone={counts.waiting > 0 ? "warn" : "neutral"}>
        {counts.waiting > 0 ? `Longest ${duration(counts.longest_wait_s)}, average ${duration(counts.average_wait_s)}` : "Nobody waits"}
      </Tile>
      <Tile name="With the assistant" value={counts.with_bot}>
        {counts.bot_turns_pending === 0 ? "No answer pending" : `${counts.bot_turns_pending} being answered`}
      </Tile>
      <Tile name="With agents" value={counts.with_agents}>{counts.snoozed} snoozed</Tile>
      <Tile name="Agents online" value={here.length}>
        {present(counts.agents, "busy")} busy, {present(counts.agents, "away")} away · {load} of {capacity} used
      </Tile>
      <Tile name="Promised waits today" value={`${counts.promises_kept_today} kept`} tone={counts.promises_broken_today > 0 ? "warn" : "neutral"}>
        {counts.promises_broken_today} broken
      </Tile>
      <Tile name="Resolved today" value={counts.resolved_today} />
      <Tile name="Left today" value={counts.abandoned_today}>Without an answer</Tile>
    </dl>
  );
}

function Panel({ title, count, children }: { title: string; count: number; children: ComponentChildren }) {
  return (
    <section class="panel">
      <h2>{title} <span class="soft tabular">{count}</span></h2>
      {children}
    </section>
  );
}

function SessionLink({ watch, row }: { watch: Watch; row: StaffConversation }) {
  return <Link watch={watch} to={{ page: "session", id: row.id, filter: {} }}>{row.customer.name}</Link>;
}

/** Until when the customer was told to wait, and how long ago that was. */
function Promised({ promise }: { promise: PromiseShape | undefined }) {
  if (!promise) return <span class="soft">No wait told</span>;
  const over = (useNow() - Date.parse(promise.due_at)) / 1_000;
  if (over < 0) return <>{waitWords(promise.wait)}, until <Clock at={promise.due_at} /></>;
  return <Chip tone="bad" icon="alert">Told {waitWords(promise.wait)} · over by {duration(over)}</Chip>;
}

/** Says aloud when customers wait longer than they were told. */
function BrokenPromises({ promises }: { promises: readonly PromiseShape[] }) {
  const broken = promises.filter((promise) => promise.outcome === "broken").length;
  const words = broken === 1 ? "1 customer waits longer than they were told." : `${broken} customers wait longer than they were told.`;
  return <div role="alert">{broken > 0 && <p class="broken"><Icon name="alert" size={18} />{words}</p>}</div>;
}

function Queue({ watch, rows, promises }: { watch: Watch; rows: Live["queue"]; promises: readonly PromiseShape[] }) {
  if (rows === null) return <Skeleton rows={2} label="Loading the queue" />;
  if (rows.length === 0) return <p class="panel-empty soft">Nobody is waiting.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Queue">
      <table class="table">
        <thead>
          <tr><th scope="col" class="number">#</th><th scope="col">Customer</th><th scope="col">Reason</th><th scope="col">Team</th><th scope="col">Promised</th><th scope="col" class="number">Wait</th></tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={row.id}>
              <td class="number">{place + 1}</td>
              <td><SessionLink watch={watch} row={row} /></td>
              <td>{row.escalation_reason && <Chip tone={REASON_TONES[row.escalation_reason]}>{REASON_WORDS[row.escalation_reason]}</Chip>}</td>
              <td>{row.team?.name ?? "Any"}</td>
              <td class="tabular"><Promised promise={promises.find((promise) => promise.conversation_id === row.id)} /></td>
              <td class="number"><Since at={row.waiting_since ?? row.status_since} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Agents({ agents }: { agents: readonly Colleague[] }) {
  const rank = (agent: Colleague) => (agent.is_present ? 0 : 1);
  const inOrder = [...agents].sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Agents">
      <table class="table">
        <thead>
          <tr><th scope="col">Agent</th><th scope="col">State</th><th scope="col" class="number">Conversations</th></tr>
        </thead>
        <tbody>
          {inOrder.map((agent) => (
            <tr key={agent.id}>
              <td>{agent.name}</td>
              <td>
                <span class="agent-state">
                  <span class={`dot dot-${agent.is_present ? agent.availability : "offline"}`} />
                  {agent.is_present ? AVAILABILITY_WORDS[agent.availability] : "Not here"}
                  {agent.is_paused && <span class="soft">let offers pass</span>}
                </span>
              </td>
              <td class="number">
                <span class="load">
                  <meter min={0} max={Math.max(1, agent.capacity)} value={agent.load} aria-label={`${agent.name}: conversations`} />
                  {agent.load} of {agent.capacity}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WithBot({ rows }: { rows: Live["bot"] }) {
  if (rows === null) return <Skeleton rows={2} label="Loading conversations" />;
  if (rows.length === 0) return <p class="panel-empty soft">The assistant has no conversation.</p>;
  return (
    <ul class="bot-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <a class="bot-row" href={`/dashboard/inbox/bot/${row.id}`}>
            <span class="bot-name truncate">{row.customer.name}</span>
            <span class="truncate soft" dir="auto">{plain(row.last_message?.preview ?? "")}</span>
            <Since at={row.opened_at} />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** How fresh the figures are; past twelve seconds it says so loudly. */
function AsOf({ at }: { at: string }) {
  const age = (useNow() - Date.parse(at)) / 1_000;
  const isStale = age > STALE_S;
  return (
    <p class={isStale ? "as-of as-of-stale" : "as-of"}>
      <span role="status">{isStale ? "These figures are old: " : ""}</span>
      as of <time class="tabular" dateTime={at}>{new Date(at).toLocaleTimeString(LOCALE)}</time>
    </p>
  );
}

export function LivePage({ watch, state }: { watch: Watch; state: State }) {
  const { counts, queue, bot, phase } = state.live;
  if (phase === "failed") return <Trouble retry={() => void watch.live()}>The live figures could not be loaded.</Trouble>;
  if (counts === null) return <Skeleton rows={5} label="Loading the live figures" />;
  return (
    <>
      <header class="page-head">
        <h1>Live</h1>
        <AsOf at={counts.as_of} />
      </header>
      <BrokenPromises promises={counts.promises} />
      <Tiles counts={counts} />
      <div class="panels">
        <Panel title="Queue" count={counts.waiting}><Queue watch={watch} rows={queue} promises={counts.promises} /></Panel>
        <Panel title="Agents" count={counts.agents.length}><Agents agents={counts.agents} /></Panel>
        <Panel title="With the assistant now" count={counts.with_bot}><WithBot rows={bot} /></Panel>
      </div>
    </>
  );
}
