import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { comingTime } from "../shared/time";
import type { QueuePlace, Wait } from "./events.gen";
import { Icon } from "./icons";
import type { Thread } from "./state";
import { useDesk, type Desk } from "./words";

/** Where the customer stands, told truthfully, and what they can do instead of waiting. */
export function QueueCard({ thread }: { thread: Thread }): JSX.Element {
  const desk = useDesk();
  const { queue: place } = thread;
  const isAlone = place?.agents_online === 0;
  return (
    <section class={`card queue ${isAlone ? "queue-alone" : ""}`} aria-label={desk.t("queue.title")}>
      <span class="queue-mark" aria-hidden="true">
        {isAlone ? <Icon name="clock" /> : place?.position}
      </span>
      <div class="queue-words" role="status">
        <strong>{headline(desk, place)}</strong>
        <p class="soft">{detail(desk, place)}</p>
      </div>
      <Ways replyEmail={thread.conversation.reply_email} />
    </section>
  );
}

function headline(desk: Desk, place: QueuePlace | null): string {
  const { t } = desk;
  if (!place || place.agents_online === 0) return t("queue.title");
  const stands = place.position <= 1 ? t("queue.next") : t("queue.position", { nth: place.position });
  return place.wait ? t("queue.with_wait", { stands, wait: waitWords(desk, place.wait) }) : stands;
}

const MINUTE_S = 60;

function waitWords({ t }: Desk, wait: Wait): string {
  const [low, high] = [wait.low_s / MINUTE_S, wait.high_s / MINUTE_S];
  if (low === 0) return t("queue.wait_under", { count: high });
  return low === high ? t("queue.wait_about", { count: high }) : t("queue.wait_range", { low, high });
}

function detail({ t, locale }: Desk, place: QueuePlace | null): string {
  if (!place) return t("queue.finding");
  if (place.agents_online === 0) {
    return place.opens_at ? t("queue.opens", { when: comingTime(place.opens_at, locale, new Date()) }) : t("queue.nobody");
  }
  if (place.why_worse) return t(`queue.why_${place.why_worse}`);
  return `${t("queue.online", { count: place.agents_online })} ${t("queue.write")}`;
}

/** Wait on, be answered by e-mail, or go on with the assistant. */
function Ways({ replyEmail }: { replyEmail: string | null }): JSX.Element {
  const { session, config, t } = useDesk();
  const [isWriting, setWriting] = useState(false);
  return (
    <div class="queue-ways">
      {replyEmail && !isWriting && (
        <p class="queue-kept" role="status">
          <Icon name="check" size={16} /> <span>{t("queue.email_kept", { email: replyEmail })}</span>
        </p>
      )}
      <div class="queue-choices" role="group" aria-label={t("queue.ways")}>
        <button type="button" class="queue-choice" aria-pressed={!isWriting} onClick={() => setWriting(false)}>
          {t("queue.wait")}
        </button>
        <button type="button" class="queue-choice" aria-pressed={isWriting} onClick={() => setWriting(true)}>
          {t(replyEmail ? "queue.email_change" : "queue.email")}
        </button>
        {config.has_bot && (
          <button type="button" class="queue-choice" onClick={() => void session.verbs.backToBot()}>
            {t("queue.bot")}
          </button>
        )}
      </div>
      {isWriting && <Address known={replyEmail ?? ""} onDone={() => setWriting(false)} />}
    </div>
  );
}

type Trouble = "bad" | "unsaved" | null;

function Address({ known, onDone }: { known: string; onDone: () => void }): JSX.Element {
  const { session, t } = useDesk();
  const [email, setEmail] = useState(known);
  const [trouble, setTrouble] = useState<Trouble>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    const saved = await session.verbs.leaveEmail(email.trim());
    if (saved.ok) return onDone();
    setTrouble(saved.error.code === "invalid" ? "bad" : "unsaved");
    field.current?.focus();
  };
  return (
    <form class="queue-address" noValidate onSubmit={(event) => void submit(event)}>
      <label class="field">
        <span>{t("queue.email_label")}</span>
        <input
          ref={field}
          type="email"
          name="email"
          autocomplete="email"
          maxLength={254}
          value={email}
          aria-invalid={trouble === "bad"}
          aria-describedby="queue-address-trouble"
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <p id="queue-address-trouble" class="queue-trouble" role="alert">
        {trouble && t(trouble === "bad" ? "queue.email_bad" : "queue.email_unsaved")}
      </p>
      <button type="submit" class="button button-main">
        {t("queue.email_save")}
      </button>
    </form>
  );
}
