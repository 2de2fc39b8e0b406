import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Unsent } from "../shared/outbox";
import { useStore } from "../shared/store";
import { dayLabel } from "../shared/time";
import type { WidgetEvent } from "./events.gen";
import { isLink, PrivacyLink, Suggestions } from "./home";
import { Icon } from "./icons";
import { itemsOf, newestMessage, unreadMessages, type Item } from "./items";
import { Message, StreamingMessage, Thinking, UnsentMessage } from "./message";
import { QueueCard } from "./queue";
import { Rating } from "./rating";
import type { AppState, Outgoing, Thread as ThreadState } from "./state";
import { useDesk } from "./words";

const NEAR_PX = 80;
const QUESTION_GAP_PX = 12;

/** The conversation from its first words to the newest. */
export function Thread(): JSX.Element {
  const { session, t } = useDesk();
  const state = useStore(session.store);
  const unsent = state.unsent.filter((entry) => entry.payload.conversation_id === state.threadId);
  const isEmpty = !state.thread && unsent.length === 0;
  const isWithBot = state.thread?.conversation.status === "bot";
  const { log, isAway, fresh, toLatest, onScroll } = useStickyScroll(state.thread?.events ?? [], isEmpty, isWithBot);
  return (
    <main class="thread">
      <div
        ref={log}
        class="log"
        role="log"
        aria-live="off"
        aria-label={t("chat.messages")}
        aria-busy={state.streams.length > 0}
        tabIndex={0}
        onScroll={onScroll}
      >
        <div class="log-inner">
          <Notice />
          <Content state={state} unsent={unsent} />
        </div>
      </div>
      {isAway && (
        <button type="button" class="pill latest" onClick={toLatest}>
          <Icon name="down" size={16} /> {fresh > 0 ? t("chat.latest", { count: fresh }) : t("chat.to_latest")}
        </button>
      )}
    </main>
  );
}

/** What the customer must know before the first word: who answers, and what happens to the words. */
function Notice(): JSX.Element {
  const { config, t } = useDesk();
  const { privacy } = config.inbox;
  return (
    <p class="notice">
      {t("chat.notice")} {isLink(privacy) ? <PrivacyLink href={privacy} /> : privacy}
    </p>
  );
}

function Content({ state, unsent }: { state: AppState; unsent: Unsent<Outgoing>[] }): JSX.Element {
  const { session, config, t } = useDesk();
  const { thread } = state;
  if (state.threadId && !thread) return <p class="line">{t("chat.loading")}</p>;
  const name = config.inbox.bot_name;
  return (
    <>
      {thread?.hasEarlier && (
        <button type="button" class="pill earlier" onClick={() => void session.earlier()}>
          {t("chat.earlier")}
        </button>
      )}
      {thread ? <Items thread={thread} /> : unsent.length === 0 && <Welcome />}
      {unsent.map((entry) => (
        <UnsentMessage key={entry.client_id} entry={entry} />
      ))}
      {state.streams.map((stream) => (
        <StreamingMessage key={stream.turn_id} stream={stream} />
      ))}
      {isThinking(state, unsent) && <Thinking key={`${thread?.conversation.head}`} label={t("chat.thinking", { name })} canStall />}
      {state.typing && <Thinking label={t("chat.typing", { name: state.typing })} canStall={false} />}
      {thread && <AtTheEnd thread={thread} skipped={state.skippedRatings} />}
    </>
  );
}

/** A question is with the bot and nothing of the answer is here yet. */
function isThinking(state: AppState, unsent: Unsent<Outgoing>[]): boolean {
  const { thread } = state;
  if (state.streams.length > 0 || (thread && thread.conversation.status !== "bot")) return false;
  if (unsent.some((entry) => entry.state === "waiting" || entry.state === "failed")) return false;
  return unsent.length > 0 || newestMessage(thread?.events ?? [])?.author.kind === "customer";
}

function Items({ thread }: { thread: ThreadState }): JSX.Element {
  const items = useMemo(() => itemsOf(thread.events), [thread.events]);
  const lastMine = items.findLast((item) => item.kind === "message" && item.isMine);
  return (
    <>
      {items.map((item) => (
        <ItemView key={item.key} item={item} isLastMine={item === lastMine} readSeq={thread.conversation.staff_read_seq} />
      ))}
    </>
  );
}

function ItemView({ item, isLastMine, readSeq }: { item: Item; isLastMine: boolean; readSeq: number }): JSX.Element {
  const { t, locale } = useDesk();
  if (item.kind === "day") {
    return (
      <p class="day">
        <span>{dayLabel(item.at, locale, new Date())}</span>
      </p>
    );
  }
  if (item.kind === "line") return <p class="line">{t(item.line.key, item.line.values)}</p>;
  return <Message item={item} mark={isLastMine ? (item.seq <= readSeq ? "read" : "sent") : null} />;
}

function Welcome(): JSX.Element {
  const { config, t } = useDesk();
  const hasSuggestions = config.inbox.suggestions.length > 0;
  return (
    <div class="welcome">
      <h2>{t("chat.new")}</h2>
      <p class="soft">{t(hasSuggestions ? "chat.new_hint" : "chat.new_hint_plain")}</p>
      {hasSuggestions && <Suggestions title={null} />}
    </div>
  );
}

/** What stands below the newest message: quick replies, the line, the rating. */
function AtTheEnd({ thread, skipped }: { thread: ThreadState; skipped: readonly string[] }): JSX.Element | null {
  const { conversation } = thread;
  const isSkipped = skipped.includes(`${conversation.id}:${conversation.episode}`);
  if (conversation.status === "queued") return <QueueCard thread={thread} />;
  if (conversation.status === "resolved" && !isSkipped) return <Rating key={conversation.episode} conversation={conversation} />;
  if (conversation.status === "bot") return <Choices choices={newestMessage(thread.events)?.choices ?? []} />;
  return null;
}

function Choices({ choices }: { choices: string[] }): JSX.Element | null {
  const { session, t } = useDesk();
  const isSending = useStore(session.store, (state) => state.unsent.length > 0);
  if (choices.length === 0 || isSending) return null;
  return (
    <div class="choices" role="group" aria-label={t("chat.choices")}>
      {choices.map((choice) => (
        <button type="button" key={choice} class="choice" dir="auto" onClick={() => session.say(choice)}>
          {choice}
        </button>
      ))}
    </div>
  );
}

/** Where the newest part is read: at the end, but a long answer of the bot from its question on. */
function restingPlace(box: HTMLElement, isWithBot: boolean): number {
  const end = endOf(box);
  const question = isWithBot ? [...box.querySelectorAll(".message.mine")].at(-1) : undefined;
  if (!question) return end;
  const top = question.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  return Math.min(end, top - QUESTION_GAP_PX);
}

function endOf(box: HTMLElement): number {
  return box.scrollHeight - box.clientHeight;
}

/** Goes on to where the newest part is read, and never back: who reads on in a long answer is left there. */
function settle(box: HTMLElement, isWithBot: boolean): void {
  box.scrollTop = Math.max(box.scrollTop, restingPlace(box, isWithBot));
}

/**
 * Stays at the newest message while the customer is there; else counts what is new.
 * Only scrolling back leads away from it, not a composer that grows and takes room.
 */
function useStickyScroll(events: readonly WidgetEvent[], isEmpty: boolean, isWithBot: boolean) {
  const log = useRef<HTMLDivElement>(null);
  const seen = useRef(0);
  const top = useRef(0);
  const [isAway, setAway] = useState(false);
  useKeptPlace(log, events[0]?.seq ?? 0);
  useLayoutEffect(() => {
    const box = log.current;
    if (!box || isAway || isEmpty) return;
    settle(box, isWithBot);
    seen.current = events.at(-1)?.seq ?? 0;
  });
  useLayoutEffect(() => {
    const box = log.current;
    if (!box || isAway || isEmpty) return;
    const observer = new ResizeObserver(() => settle(box, isWithBot));
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    return () => observer.disconnect();
  }, [isAway, isEmpty, isWithBot]);
  const onScroll = () => {
    const box = log.current;
    if (!box) return;
    const isNear = endOf(box) - box.scrollTop <= NEAR_PX;
    if (isNear) setAway(false);
    else if (box.scrollTop < top.current) setAway(true);
    top.current = box.scrollTop;
  };
  const toLatest = () => {
    const box = log.current;
    const isPast = box && box.scrollTop >= restingPlace(box, isWithBot);
    if (isPast) box.scrollTop = endOf(box);
    setAway(false);
  };
  return { log, isAway, fresh: unreadMessages(events, seen.current).length, toLatest, onScroll };
}

/** What the customer is reading stays where it is when earlier messages come above it. */
function useKeptPlace(log: { current: HTMLDivElement | null }, first: number): void {
  const before = useRef({ height: 0, first });
  useLayoutEffect(() => {
    const box = log.current;
    if (!box) return;
    if (first < before.current.first) box.scrollTop += box.scrollHeight - before.current.height;
    before.current = { height: box.scrollHeight, first };
  });
}
