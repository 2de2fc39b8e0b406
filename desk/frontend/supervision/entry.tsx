/** One entry of a session's timeline. */
import type { ComponentChildren } from "preact";
import type { StaffMessage, TurnShape } from "../shared/staff.gen";
import { clockTime, dayLabel, duration } from "../shared/time";
import { Body, Sources, Stars } from "../shared/ui/body";
import { Candidates } from "../shared/ui/candidates";
import { Handoff } from "../shared/ui/handoff";
import { How, HowDetails } from "../shared/ui/how";
import { Icon, type IconName } from "../shared/ui/icon";
import { LOCALE } from "../shared/ui/locale";
import { Chip } from "../shared/ui/pieces";
import { ActionFacts } from "../shared/ui/tools";
import { STATUS_TONES, STATUS_WORDS, changeWords } from "../shared/ui/words";
import type { Depth } from "./state";
import type { Change, Entry } from "./timeline";

function Line({ at, icon, look, children }: { at: string; icon: IconName; look: string; children: ComponentChildren }) {
  return (
    <li class={`entry entry-${look}`}>
      <time class="entry-at tabular" dateTime={at} title={dayLabel(at, LOCALE, new Date())}>{clockTime(at, LOCALE)}</time>
      <span class="entry-mark"><Icon name={icon} size={16} /></span>
      <div class="entry-body">{children}</div>
    </li>
  );
}

const MESSAGE_LOOKS = {
  customer: { look: "customer", icon: "person" },
  bot: { look: "bot", icon: "bot" },
  agent: { look: "agent", icon: "person" },
  system: { look: "agent", icon: "send" },
  api: { look: "agent", icon: "send" },
} as const;

function MessageEntry({ at, message, depth }: { at: string; message: StaffMessage; depth: Depth }) {
  const { look, icon } = message.is_note ? ({ look: "note", icon: "lock" } as const) : MESSAGE_LOOKS[message.author.kind];
  return (
    <Line at={at} icon={icon} look={look}>
      <p class="entry-who">
        <strong>{message.author.name}</strong>
        {message.author.kind === "bot" && <Chip tone="bot">AI</Chip>}
        {message.is_note && <span>Note, only the team sees it</span>}
      </p>
      <div class="entry-text">
        <Body text={message.text} isMarkdown={message.author.kind === "bot"} />
        {message.is_stopped && <p class="entry-more">The customer stopped this answer here.</p>}
        <Sources sources={message.sources} />
      </div>
      {message.how && depth !== "messages" && <How key={depth} how={message.how} isOpen={depth === "internals"} />}
    </Line>
  );
}

/** What belongs under a change: the packet, the candidates, the comment. */
function Under({ change, depth }: { change: Change; depth: Depth }) {
  const isOpen = depth === "internals";
  switch (change.type) {
    case "conversation.escalated":
      return (
        <div class="entry-under">
          <Handoff packet={change.data.packet} isAnswered={!isOpen} insert={null} />
          {change.data.how && <How key={depth} how={change.data.how} isOpen={isOpen} />}
        </div>
      );
    case "conversation.assigned":
    case "conversation.offered":
      return change.data.decision && (
        <details class="how" key={depth} open={isOpen}>
          <summary><Icon name="right" size={14} />Why {change.data.decision.chosen?.name ?? "this agent"}?</summary>
          <div class="how-body"><Candidates decision={change.data.decision} /></div>
        </details>
      );
    case "action.proposed":
    case "action.ended":
      return <div class="entry-under action-card"><ActionFacts action={change.data.action} /></div>;
    case "conversation.rated":
      return <p class="entry-more"><Stars score={change.data.score} /> {change.data.comment !== "" && <q>{change.data.comment}</q>}</p>;
    default:
      return null;
  }
}

function ChangeEntry({ change, depth }: { change: Change; depth: Depth }) {
  return (
    <Line at={change.at} icon={change.type === "conversation.escalated" ? "flag" : "pass"} look="change">
      <p class="entry-who">
        <span>{changeWords(change)}</span>
        {"status" in change.data && <Chip tone={STATUS_TONES[change.data.status]}>{STATUS_WORDS[change.data.status]}</Chip>}
      </p>
      <Under change={change} depth={depth} />
    </Line>
  );
}

function TurnEntry({ turn }: { turn: TurnShape }) {
  return (
    <Line at={turn.created_at} icon="bot" look="change">
      <p class="entry-who">
        <span>A turn of the assistant that led to no message: {turn.status}</span>
        <span class="soft">{turn.attempts === 1 ? "1 attempt" : `${turn.attempts} attempts`}</span>
      </p>
      {turn.error !== null && <p class="entry-more">{turn.error}</p>}
      {turn.how && <HowDetails how={turn.how} />}
    </Line>
  );
}

export function EntryView({ entry, depth }: { entry: Entry; depth: Depth }) {
  switch (entry.kind) {
    case "message":
      return <MessageEntry at={entry.at} message={entry.event.data.message} depth={depth} />;
    case "change":
      return <ChangeEntry change={entry.event} depth={depth} />;
    case "turn":
      return <TurnEntry turn={entry.turn} />;
    case "gap":
      return <li class="gap tabular"><Icon name="clock" size={14} />Customer waited {duration(entry.seconds)}</li>;
    case "decision":
      return (
        <Line at={entry.at} icon="pass" look="change">
          <p class="entry-who">The engine found nobody</p>
          <div class="how-body"><Candidates decision={entry.decision} /></div>
        </Line>
      );
    case "read":
      return (
        <Line at={entry.at} icon="checks" look="change">
          <p class="entry-who soft">{entry.event.data.reader === "customer" ? "The customer" : entry.event.actor.name} read up to here</p>
        </Line>
      );
  }
}
