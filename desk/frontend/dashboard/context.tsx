/** What is known beside the conversation: the customer, the facts, why this agent has it. */
import type { ComponentChildren } from "preact";
import type { StaffConversation } from "../shared/staff.gen";
import { fullTime } from "../shared/time";
import { safeUrl } from "../shared/markdown";
import { Stars } from "../shared/ui/body";
import { IconButton } from "../shared/ui/button";
import { LOCALE, languageName } from "../shared/ui/locale";
import { Avatar, Chip } from "../shared/ui/pieces";
import { OUTCOME_WORDS, REASON_WORDS, STATUS_WORDS, saidOf } from "../shared/ui/words";
import type { Desk } from "./desk";
import { writeRoute } from "./route";
import { PriorityMenu, Why } from "./routing";
import type { Thread } from "./state";

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Pair({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Customer({ row }: { row: StaffConversation }) {
  const page = safeUrl(row.page);
  return (
    <Part title="Customer">
      <div class="customer">
        <Avatar name={row.customer.name} kind="customer" />
        <div class="customer-name">
          <p class="truncate"><strong>{row.customer.name}</strong></p>
          {row.customer.email !== null && <p class="soft truncate">{row.customer.email}</p>}
        </div>
      </div>
      <dl class="pairs">
        <Pair name="Identity">
          {row.customer.is_identified ? <Chip tone="ok" icon="check">Confirmed</Chip> : "Not confirmed"}
        </Pair>
        {saidOf(row.customer).map(([name, value]) => <Pair key={name} name={name}>{value}</Pair>)}
        <Pair name="Language">{languageName(row.locale)}</Pair>
        {row.page !== "" && (
          <Pair name="Page">
            {page ? <a href={page.href} target="_blank" rel="noopener noreferrer">{page.hostname}{page.pathname}</a> : row.page}
          </Pair>
        )}
      </dl>
    </Part>
  );
}

function Standing({ desk, row, view }: { desk: Desk; row: StaffConversation; view: Parameters<typeof writeRoute>[0]["view"] }) {
  const skills = Object.entries(row.skills ?? {});
  return (
    <Part title="Conversation">
      <dl class="pairs">
        <Pair name="Status">{STATUS_WORDS[row.status]}</Pair>
        {row.agent && <Pair name="Agent">{row.agent.name}</Pair>}
        {row.team && <Pair name="Team">{row.team.name}</Pair>}
        <Pair name="Priority"><PriorityMenu desk={desk} row={row} /></Pair>
        {skills.length > 0 && <Pair name="Needs">{skills.map(([skill, level]) => `${skill} (level ${level})`).join(", ")}</Pair>}
        <Pair name="Opened"><span class="tabular">{fullTime(row.opened_at, LOCALE)}</span></Pair>
        <Pair name="Episode"><span class="tabular">{row.episode}</span></Pair>
        {row.escalation_reason && <Pair name="Escalated">{REASON_WORDS[row.escalation_reason]}</Pair>}
        {row.outcome && <Pair name="Outcome">{OUTCOME_WORDS[row.outcome]}</Pair>}
        {row.rating && (
          <Pair name="Rating">
            <Stars score={row.rating.score} />
            {row.rating.comment !== "" && <q>{row.rating.comment}</q>}
          </Pair>
        )}
        {row.previous_id !== null && <Pair name="Before"><a href={writeRoute({ view, id: row.previous_id })}>Previous conversation</a></Pair>}
      </dl>
    </Part>
  );
}

export function Context({ desk, thread, row, view }: {
  desk: Desk;
  thread: Thread;
  row: StaffConversation;
  view: Parameters<typeof writeRoute>[0]["view"];
}) {
  const facts = row.packet?.facts ?? [];
  return (
    <aside class="context" aria-label="Details">
      <header class="context-head">
        <h2>Details</h2>
        <IconButton icon="close" name="Hide details" onClick={() => desk.store.dispatch({ type: "context.toggled" })} />
      </header>
      <Customer row={row} />
      {facts.length > 0 && (
        <Part title="Facts">
          <dl class="pairs">
            {facts.map((fact) => <Pair key={fact.label} name={fact.label}>{fact.value}</Pair>)}
          </dl>
        </Part>
      )}
      <Standing desk={desk} row={row} view={view} />
      <Why thread={thread} row={row} />
    </aside>
  );
}
