/** What the assistant left for the agent: why, what is wanted, what was tried, what to say first. */
import type { Packet } from "../staff.gen";
import { Button } from "./button";
import { Icon } from "./icon";
import { Chip } from "./pieces";
import { ToolLines } from "./tools";
import { REASON_TONES, REASON_WORDS } from "./words";

/** On a small screen the card begins folded: its first line already tells why and what. */
const ROOMY_PX = 900;

interface Props {
  packet: Packet;
  isAnswered: boolean;
  insert: ((text: string) => void) | null;
}

function Tried({ packet }: { packet: Packet }) {
  if (packet.tried.length === 0) return <dd>The assistant had not answered yet.</dd>;
  return (
    <dd>
      <ul class="tried">
        {packet.tried.map((tried, place) => (
          <li key={place}>
            <p class="tried-question">“{tried.question}”</p>
            <p class="soft">{tried.answer}</p>
            {tried.sources.length > 0 && <p class="tried-sources">{tried.sources.map((source) => source.title).join(" · ")}</p>}
          </li>
        ))}
      </ul>
    </dd>
  );
}

function Suggestion({ text, insert }: { text: string; insert: Props["insert"] }) {
  if (text === "") return null;
  return (
    <div class="handoff-suggestion">
      <p class="handoff-label">Suggested first reply</p>
      <p dir="auto">{text}</p>
      {insert && <Button icon="plus" onClick={() => insert(text)}>Insert</Button>}
    </div>
  );
}

export function Handoff({ packet, isAnswered, insert }: Props) {
  const tools = packet.tools ?? []; // what was logged before there were any has none
  return (
    <details class="handoff" open={!isAnswered && innerWidth >= ROOMY_PX} key={String(isAnswered)}>
      <summary>
        <Icon name="right" size={16} />
        <span class="handoff-title">Hand-off</span>
        <Chip tone={REASON_TONES[packet.reason]}>{REASON_WORDS[packet.reason]}</Chip>
        <span class="handoff-goal truncate">{packet.goal}</span>
        {packet.made_by === "model" && <span class="soft handoff-made">AI summary, please check</span>}
      </summary>
      <div class="handoff-body">
        <dl class="handoff-parts">
          <dt>Why</dt>
          <dd>{REASON_WORDS[packet.reason]}{packet.evidence !== "" && <span class="soft"> · {packet.evidence}</span>}</dd>
          <dt>Wants</dt>
          <dd>{packet.goal}</dd>
          {packet.open_question !== "" && packet.open_question !== packet.goal && (
            <>
              <dt>Still open</dt>
              <dd>{packet.open_question}</dd>
            </>
          )}
          <dt>Tried so far</dt>
          <Tried packet={packet} />
          {tools.length > 0 && (
            <>
              <dt>Tools</dt>
              <dd><ToolLines tools={tools} /></dd>
            </>
          )}
          {Boolean(packet.mood) && (
            <>
              <dt>Sounds</dt>
              <dd>{packet.mood}</dd>
            </>
          )}
          {packet.facts.length > 0 && (
            <>
              <dt>Facts</dt>
              <dd class="facts">
                {packet.facts.map((fact) => (
                  <span key={fact.label}><span class="soft">{fact.label}</span> {fact.value}</span>
                ))}
              </dd>
            </>
          )}
        </dl>
        <Suggestion text={packet.suggested_reply} insert={insert} />
      </div>
    </details>
  );
}
