/** All sessions, newest first, narrowed by a filter that the address holds. */
import type { SessionRow } from "../shared/staff.gen";
import { duration, fullTime } from "../shared/time";
import { Stars, plain } from "../shared/ui/body";
import { Button } from "../shared/ui/button";
import { LOCALE } from "../shared/ui/locale";
import { Chip, Empty, Skeleton, Trouble } from "../shared/ui/pieces";
import { OUTCOME_TONES, OUTCOME_WORDS, REASON_WORDS, STATUS_TONES, STATUS_WORDS } from "../shared/ui/words";
import { FilterBar } from "./filter_bar";
import { Link } from "./link";
import type { Filter } from "./route";
import type { State } from "./state";
import type { Watch } from "./watch";

function seconds(value: number | null): string {
  return value === null ? "–" : duration(value);
}

function Ending({ row }: { row: SessionRow }) {
  const { status, outcome } = row.conversation;
  if (outcome) return <Chip tone={OUTCOME_TONES[outcome]}>{OUTCOME_WORDS[outcome]}</Chip>;
  return <Chip tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Chip>;
}

function Row({ watch, row, filter }: { watch: Watch; row: SessionRow; filter: Filter }) {
  const { conversation } = row;
  return (
    <tr>
      <td class="nowrap">
        <time dateTime={conversation.opened_at}>{fullTime(conversation.opened_at, LOCALE)}</time>
      </td>
      <td class="cell-customer">
        <Link watch={watch} to={{ page: "session", id: conversation.id, filter }}>{conversation.customer.name}</Link>
        <span class="cell-preview soft truncate" dir="auto">{plain(conversation.last_message?.preview ?? "")}</span>
      </td>
      <td><Ending row={row} /></td>
      <td>{conversation.escalation_reason ? REASON_WORDS[conversation.escalation_reason] : <span class="soft">–</span>}</td>
      <td>{row.agents.length > 0 ? row.agents.join(", ") : <span class="soft">–</span>}</td>
      <td class="number">{seconds(row.wait_s)}</td>
      <td class="number">{seconds(row.first_reply_s)}</td>
      <td class="number">{seconds(row.duration_s)}</td>
      <td class="number">{row.messages}</td>
      <td class="nowrap">{conversation.rating ? <Stars score={conversation.rating.score} /> : <span class="soft">–</span>}</td>
    </tr>
  );
}

function Table({ watch, state, filter }: { watch: Watch; state: State; filter: Filter }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Sessions">
      <table class="table sessions">
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">Customer</th>
            <th scope="col">Outcome</th>
            <th scope="col">Escalated</th>
            <th scope="col">Agents</th>
            <th scope="col" class="number">Wait</th>
            <th scope="col" class="number">First reply</th>
            <th scope="col" class="number">Length</th>
            <th scope="col" class="number">Messages</th>
            <th scope="col">Rating</th>
          </tr>
        </thead>
        <tbody>
          {state.sessions.rows.map((row) => (
            <Row key={row.conversation.id} watch={watch} row={row} filter={filter} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Nothing({ watch, filter }: { watch: Watch; filter: Filter }) {
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Empty icon="search" title={isFiltered ? "No session matches" : "No session yet"}>
      {isFiltered ? (
        <Button onClick={() => watch.filter({})}>Clear the filter</Button>
      ) : (
        "Sessions appear here as soon as a customer writes."
      )}
    </Empty>
  );
}

export function SessionsPage({ watch, state, filter }: { watch: Watch; state: State; filter: Filter }) {
  const { phase, rows, total, cursor, trouble, isLoadingMore } = state.sessions;
  return (
    <>
      <header class="page-head">
        <h1>Sessions</h1>
        <p class="soft tabular" role="status">
          {phase === "ready" && (total === 1 ? "1 session" : `${total.toLocaleString(LOCALE)} sessions`)}
        </p>
      </header>
      <FilterBar watch={watch} agents={state.live.counts?.agents ?? []} filter={filter} />
      {phase === "failed" && <Trouble retry={() => void watch.sessions(filter)}>{trouble}</Trouble>}
      {phase === "loading" && rows.length === 0 && <Skeleton rows={8} label="Loading sessions" />}
      {phase === "ready" && rows.length === 0 && <Nothing watch={watch} filter={filter} />}
      {rows.length > 0 && <Table watch={watch} state={state} filter={filter} />}
      {phase === "ready" && cursor !== null && (
        <p class="more">
          <span class="soft tabular">{rows.length} of {total}</span>
          <Button disabled={isLoadingMore} onClick={() => void watch.more()}>{isLoadingMore ? "Loading…" : "Load more"}</Button>
        </p>
      )}
    </>
  );
}
