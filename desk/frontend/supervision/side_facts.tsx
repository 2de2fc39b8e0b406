/** The figures and facts of a session, and each of its episodes. */
import type { ComponentChildren } from "preact";
import type { EpisodeShape, Session } from "../shared/staff.gen";
import { duration, fullTime } from "../shared/time";
import { Stars } from "../shared/ui/body";
import { LOCALE, languageName } from "../shared/ui/locale";
import { OUTCOME_WORDS, PROMISE_WORDS, REASON_WORDS, STATUS_WORDS, saidOf, waitWords } from "../shared/ui/words";

function Pair({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="tabular">{children}</dd>
    </div>
  );
}

function seconds(value: number | null): string {
  return value === null ? "–" : duration(value);
}

function between(from: string, to: string | null): string {
  return to === null ? "–" : duration((Date.parse(to) - Date.parse(from)) / 1_000);
}

function Episode({ episode }: { episode: EpisodeShape }) {
  return (
    <section class="part">
      <h3>Episode {episode.number}</h3>
      <dl class="pairs">
        <Pair name="Started">{fullTime(episode.started_at, LOCALE)}</Pair>
        <Pair name="Length">{episode.ended_at === null ? "Still open" : between(episode.started_at, episode.ended_at)}</Pair>
        <Pair name="Bot turns">{episode.bot_turns}</Pair>
        {episode.escalation_reason && <Pair name="Escalated">{REASON_WORDS[episode.escalation_reason]}</Pair>}
        {episode.escalated_at !== null && (
          <Pair name="Wait for agent">{between(episode.escalated_at, episode.first_agent_reply_at)}</Pair>
        )}
        <Pair name="Outcome">{episode.outcome ? OUTCOME_WORDS[episode.outcome] : "None yet"}</Pair>
        {episode.rating && (
          <Pair name="Rating"><Stars score={episode.rating.score} /></Pair>
        )}
      </dl>
    </section>
  );
}

export function SideFacts({ session }: { session: Session }) {
  const { conversation, ...row } = session.row;
  const facts = conversation.packet?.facts ?? [];
  return (
    <aside class="side-facts" aria-label="Facts">
      <section class="part">
        <h2>Session</h2>
        <dl class="pairs">
          <Pair name="Status">{STATUS_WORDS[conversation.status]}</Pair>
          <Pair name="Wait">{seconds(row.wait_s)}</Pair>
          <Pair name="First reply">{seconds(row.first_reply_s)}</Pair>
          <Pair name="Length">{duration(row.duration_s)}</Pair>
          <Pair name="Messages">{row.messages}</Pair>
          <Pair name="Agents">{row.agents.length > 0 ? row.agents.join(", ") : "None"}</Pair>
        </dl>
        <p><a href={`/dashboard/inbox/all/${conversation.id}`}>Open in the inbox</a></p>
      </section>
      <section class="part">
        <h2>Customer</h2>
        <dl class="pairs">
          <Pair name="Name">{conversation.customer.name}</Pair>
          {conversation.customer.email !== null && <Pair name="E-mail">{conversation.customer.email}</Pair>}
          <Pair name="Identity">{conversation.customer.is_identified ? "Confirmed" : "Not confirmed"}</Pair>
          {saidOf(conversation.customer).map(([name, value]) => <Pair key={name} name={name}>{value}</Pair>)}
          <Pair name="Language">{languageName(conversation.locale)}</Pair>
          {conversation.page !== "" && <Pair name="Page">{conversation.page}</Pair>}
        </dl>
      </section>
      {session.promises.length > 0 && (
        <section class="part">
          <h2>Told to wait</h2>
          <dl class="pairs">
            {session.promises.map((promise) => (
              <Pair key={promise.at} name={fullTime(promise.at, LOCALE)}>
                {waitWords(promise.wait)} · {promise.outcome ? PROMISE_WORDS[promise.outcome] : "Not due yet"}
              </Pair>
            ))}
          </dl>
        </section>
      )}
      {facts.length > 0 && (
        <section class="part">
          <h2>Facts</h2>
          <dl class="pairs">
            {facts.map((fact) => <Pair key={fact.label} name={fact.label}>{fact.value}</Pair>)}
          </dl>
        </section>
      )}
      {session.episodes.map((episode) => <Episode key={episode.number} episode={episode} />)}
    </aside>
  );
}
