import type { JSX } from "preact";
import { useStore } from "../shared/store";
import { plainText, safeUrl } from "../shared/markdown";
import { ago, fullTime } from "../shared/time";
import type { CustomerListed } from "./events.gen";
import { Avatar, Icon } from "./icons";
import { useDesk, type Desk } from "./words";

const SHOWN_SUGGESTIONS = 4;
const LONG_GREETING = 60;

/** Where the widget opens: a greeting, the way to ask, and what was asked before. */
export function Home(): JSX.Element {
  const { session, config, t } = useDesk();
  const { inbox } = config;
  const listed = useStore(session.store, (state) => state.listed);
  return (
    <div class="home">
      <header class="hero">
        <div class="hero-top">
          <span class="brand">
            <Avatar kind="bot" name={inbox.bot_name} /> {inbox.name}
          </span>
          <button type="button" class="icon-button on-accent" aria-label={t("close")} onClick={() => session.close()}>
            <Icon name="close" />
          </button>
        </div>
        <h1 tabIndex={-1} class={inbox.greeting.length > LONG_GREETING ? "long" : ""} dir="auto">
          {inbox.greeting}
        </h1>
      </header>
      <main class="home-body">
        <Ask />
        {listed.length > 0 && <Chats listed={listed} />}
        {inbox.suggestions.length > 0 && <Suggestions title={t("home.suggestions")} />}
      </main>
      <Privacy />
    </div>
  );
}

function Ask(): JSX.Element {
  const { session, t } = useDesk();
  return (
    <button type="button" class="card ask" onClick={() => session.newThread()}>
      <span class="ask-words">
        <strong>{t("home.ask")}</strong>
        <span class="soft">{t("home.ask_hint")}</span>
      </span>
      <span class="ask-arrow">
        <Icon name="forward" />
      </span>
    </button>
  );
}

/** Questions to send with one tap. */
export function Suggestions({ title }: { title: string | null }): JSX.Element {
  const { session, config, t } = useDesk();
  const ask = (question: string) => {
    session.newThread();
    session.say(question);
  };
  return (
    <section class="suggestions" aria-label={t("home.suggestions_label")}>
      {title && <h2>{title}</h2>}
      {config.inbox.suggestions.slice(0, SHOWN_SUGGESTIONS).map((question) => (
        <button type="button" key={question} class="suggestion" onClick={() => ask(question)}>
          <span dir="auto">{question}</span>
          <Icon name="forward" size={16} />
        </button>
      ))}
    </section>
  );
}

function Chats({ listed }: { listed: CustomerListed[] }): JSX.Element {
  const { t } = useDesk();
  const isOpen = listed[0]?.conversation.status !== "closed";
  return (
    <section class="chats">
      <h2>{listed.length === 1 && isOpen ? t("home.continue") : t("home.earlier")}</h2>
      <ul class="card rows">
        {listed.slice(0, 3).map((each) => (
          <li key={each.conversation.id}>
            <Chat each={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Chat({ each }: { each: CustomerListed }): JSX.Element {
  const desk = useDesk();
  const { id, agent } = each.conversation;
  return (
    <button type="button" class="row" onClick={() => desk.session.openThread(id)}>
      <Avatar kind={agent ? "agent" : "bot"} name={agent?.name ?? desk.config.inbox.bot_name} />
      <span class="row-words">
        <span class="row-top">
          <strong>{whereItStands(desk, each)}</strong>
          <time dateTime={each.last_at} title={fullTime(each.last_at, desk.locale)}>
            {ago(each.last_at, desk.locale, new Date())}
          </time>
        </span>
        <span class="row-preview soft" dir="auto">
          {plainText(each.preview)}
        </span>
      </span>
    </button>
  );
}

function whereItStands({ t }: Desk, { conversation }: CustomerListed): string {
  return t(`status.${conversation.status}`, { name: conversation.agent?.name ?? "" });
}

function Privacy(): JSX.Element | null {
  const { privacy } = useDesk().config.inbox;
  if (!privacy) return null;
  return <footer class="home-foot">{isLink(privacy) ? <PrivacyLink href={privacy} /> : <p>{privacy}</p>}</footer>;
}

export function PrivacyLink({ href }: { href: string }): JSX.Element {
  const { t } = useDesk();
  return (
    <a href={href} target="_blank" rel="noopener">
      {t("home.privacy")}
    </a>
  );
}

/** The inbox may name the page that tells about privacy, or tell it in a sentence. */
export function isLink(text: string): boolean {
  return /^\/[^/]/.test(text) || safeUrl(text) !== null;
}
