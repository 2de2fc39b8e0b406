import type { ComponentChild, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { markdown, safeUrl } from "../shared/markdown";
import type { Unsent } from "../shared/outbox";
import type { Streaming } from "../shared/stream";
import { clockTime, fullTime } from "../shared/time";
import type { CustomerMessage, Source } from "./events.gen";
import { Avatar, Icon } from "./icons";
import type { Item } from "./items";
import type { Outgoing } from "./state";
import { useDesk } from "./words";

const STOP_AFTER_MS = 2_000;
const STILL_AFTER_MS = 4_000;

type MessageItem = Extract<Item, { kind: "message" }>;

/** A message that has been posted. */
export function Message({ item, mark }: { item: MessageItem; mark: "sent" | "read" | null }): JSX.Element {
  return item.isMine ? <Mine item={item} mark={mark} /> : <Theirs item={item} />;
}

function Mine({ item, mark }: { item: MessageItem; mark: "sent" | "read" | null }): JSX.Element {
  const { t, locale } = useDesk();
  return (
    <div class={`message mine ${edges(item)}`}>
      <p class="bubble" dir="auto">
        <span class="only-heard">{t("chat.you")}: </span>
        {item.message.text}
      </p>
      {mark && (
        <p class="mark">
          <Icon name={mark === "read" ? "checks" : "check"} size={14} />
          {t(`sent.${mark}`)} · <Clock at={item.at} locale={locale} />
        </p>
      )}
    </div>
  );
}

function Theirs({ item }: { item: MessageItem }): JSX.Element {
  const { t, locale } = useDesk();
  const { message } = item;
  return (
    <div class={`message theirs ${edges(item)}`}>
      {item.isFirst && <Author message={message} />}
      <div class="bubble rich" dir="auto">
        {markdown(message.text, { reference: (number) => reference(message.sources, number) })}
        {message.is_stopped && <p class="stopped">{t("chat.stopped")}</p>}
      </div>
      {message.sources.length > 0 && <Sources sources={message.sources} />}
      {item.isLast && (
        <p class="mark">
          <Clock at={item.at} locale={locale} />
        </p>
      )}
    </div>
  );
}

function edges(item: MessageItem): string {
  return `${item.isFirst ? "first" : ""} ${item.isLast ? "last" : ""}`;
}

function Clock({ at, locale }: { at: string; locale: string }): JSX.Element {
  return (
    <time dateTime={at} title={fullTime(at, locale)}>
      {clockTime(at, locale)}
    </time>
  );
}

function Author({ message }: { message: CustomerMessage }): JSX.Element {
  const { t, config } = useDesk();
  const isBot = message.author.kind === "bot" || message.author.kind === "system";
  const name = message.author.name || config.inbox.bot_name;
  return (
    <p class="author">
      <Avatar kind={isBot ? "bot" : "agent"} name={name} size="small" />
      <span>{name}</span>
      {isBot && <span class="chip chip-bot">{t("role.bot")}</span>}
    </p>
  );
}

function Sources({ sources }: { sources: Source[] }): JSX.Element {
  const { t } = useDesk();
  return (
    <ol class="sources" aria-label={t("chat.sources")}>
      {sources.map((source, index) => (
        <li key={source.slug}>
          <SourceLink source={source} number={index + 1}>
            <span class="source-number">{index + 1}</span>
            <span class="source-title">{source.title}</span>
          </SourceLink>
        </li>
      ))}
    </ol>
  );
}

/** A reference in the text, as a small link to the source of that number. */
function reference(sources: Source[], number: number): ComponentChild {
  const source = sources[number - 1];
  if (!source) return null;
  return (
    <sup>
      <SourceLink source={source} number={number}>
        [{number}]
      </SourceLink>
    </sup>
  );
}

function SourceLink(props: { source: Source; number: number; children: ComponentChild }): JSX.Element {
  const { t } = useDesk();
  const url = safeUrl(new URL(props.source.url, location.href).href);
  const label = t("chat.source_label", { number: props.number, title: props.source.title });
  return (
    <a class="source" {...(url ? { href: url.href } : {})} target="_blank" rel="noopener" aria-label={label}>
      {props.children}
    </a>
  );
}

/** A message that is not known to have arrived. */
export function UnsentMessage({ entry }: { entry: Unsent<Outgoing> }): JSX.Element {
  const { t } = useDesk();
  return (
    <div class={`message mine first last unsent-${entry.state}`}>
      <p class="bubble" dir="auto">
        <span class="only-heard">{t("chat.you")}: </span>
        {entry.payload.text}
      </p>
      {entry.state === "failed" ? <Failed entry={entry} /> : <OnItsWay entry={entry} />}
    </div>
  );
}

function OnItsWay({ entry }: { entry: Unsent<Outgoing> }): JSX.Element {
  const { t } = useDesk();
  const state = entry.state === "waiting" ? "waiting" : entry.state === "sent" ? "sent" : "sending";
  return (
    <p class="mark">
      <Icon name={state === "sent" ? "check" : "clock"} size={14} /> {t(`sent.${state}`)}
    </p>
  );
}

function Failed({ entry }: { entry: Unsent<Outgoing> }): JSX.Element {
  const { session, t } = useDesk();
  return (
    <p class="mark failed" role="alert">
      <Icon name="alert" size={14} />
      <span>
        {t("sent.failed")} {entry.error?.message}
      </span>
      <button type="button" class="text-button" onClick={() => session.retry(entry.client_id)}>
        {t("sent.retry")}
      </button>
      <button type="button" class="text-button" onClick={() => session.discard(entry.client_id)}>
        {t("sent.delete")}
      </button>
    </p>
  );
}

/** An answer while it is being made. */
export function StreamingMessage({ stream }: { stream: Streaming }): JSX.Element {
  const { session, config, t } = useDesk();
  const canStop = useAfter(STOP_AFTER_MS, stream.turn_id);
  return (
    <div class="message theirs first last">
      <p class="author">
        <Avatar kind="bot" name={config.inbox.bot_name} size="small" />
        <span>{config.inbox.bot_name}</span>
        <span class="chip chip-bot">{t("role.bot")}</span>
      </p>
      <div class="bubble rich streaming" dir="auto">
        {markdown(stream.text)}
      </div>
      {canStop && (
        <button
          type="button"
          class="pill"
          aria-label={t("chat.stop_label")}
          onClick={() => void session.verbs.stopAnswer(stream.turn_id)}
        >
          <Icon name="stop" size={14} /> {t("chat.stop")}
        </button>
      )}
    </div>
  );
}

/** Three dots for the time between a question and the first word of its answer, or while a person writes. */
export function Thinking({ label, canStall }: { label: string; canStall: boolean }): JSX.Element {
  const { t } = useDesk();
  const isSlow = useAfter(STILL_AFTER_MS, label) && canStall;
  return (
    <div class="message theirs first last">
      <div class="bubble dots" role="img" aria-label={label}>
        <i />
        <i />
        <i />
      </div>
      {isSlow && <p class="mark">{t("chat.still")}</p>}
    </div>
  );
}

/** True once the time has passed since the component, or the key, appeared. */
function useAfter(milliseconds: number, key: string): boolean {
  const [passed, setPassed] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(key), milliseconds);
    return () => clearTimeout(timer);
  }, [key, milliseconds]);
  return passed === key;
}
