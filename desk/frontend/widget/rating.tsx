import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CustomerConversation } from "./events.gen";
import { useDesk } from "./words";

const SCORES = [1, 2, 3, 4, 5] as const;

/** Asks how it went: one tap saves, a comment may follow, and nobody has to. */
export function Rating({ conversation }: { conversation: CustomerConversation }): JSX.Element | null {
  const [isCommentDone, setCommentDone] = useState(false);
  const [hasAsked] = useState(conversation.rating === null);
  const { rating } = conversation;
  if (!hasAsked) return null;
  if (!rating) return <Scores conversation={conversation} />;
  return isCommentDone ? <Thanks /> : <Comment score={rating.score} onDone={() => setCommentDone(true)} />;
}

function Scores({ conversation }: { conversation: CustomerConversation }): JSX.Element {
  const { session, t } = useDesk();
  const [score, setScore] = useState<number | null>(null);
  const save = (value: number) => void session.verbs.rate(value, "");
  const skip = () => session.skipRating(`${conversation.id}:${conversation.episode}`);
  const submit = (event: Event) => {
    event.preventDefault();
    if (score !== null) save(score);
  };
  return (
    <form class="card rating" onSubmit={submit}>
      <fieldset>
        <legend>{t("rate.title")}</legend>
        <div class="scores">
          {SCORES.map((value) => (
            <Score key={value} value={value} onPick={setScore} onTap={save} />
          ))}
        </div>
      </fieldset>
      <div class="rating-foot">
        <button type="button" class="text-button" onClick={skip}>
          {t("rate.skip")}
        </button>
        {score !== null && (
          <button type="submit" class="button button-main">
            {t("send.button")}
          </button>
        )}
      </div>
    </form>
  );
}

interface ScoreProps {
  value: (typeof SCORES)[number];
  onPick: (value: number) => void;
  onTap: (value: number) => void;
}

/** A tap saves at once; arrow keys only choose, since they pass over every score on the way. */
function Score({ value, onPick, onTap }: ScoreProps): JSX.Element {
  const { t } = useDesk();
  return (
    <label class="score">
      <input type="radio" name="score" value={value} onChange={() => onPick(value)} onClick={(event) => event.detail > 0 && onTap(value)} />
      <span class="score-number">{value}</span>
      <span class="score-word">{t(`rate.${value}`)}</span>
    </label>
  );
}

function Comment({ score, onDone }: { score: number; onDone: () => void }): JSX.Element {
  const { session, t } = useDesk();
  const [text, setText] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === "" || (await session.verbs.rate(score, text.trim()))) onDone();
  };
  return (
    <form class="card rating" onSubmit={(event) => void submit(event)}>
      <p>
        <strong>{t("rate.thanks")}</strong>
      </p>
      <label class="field">
        <span class="soft">{t("rate.comment")}</span>
        <textarea rows={2} maxLength={1000} dir="auto" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <div class="rating-foot">
        <button type="button" class="text-button" onClick={onDone}>
          {t("rate.skip")}
        </button>
        <button type="submit" class="button button-main">
          {t("rate.send")}
        </button>
      </div>
    </form>
  );
}

function Thanks(): JSX.Element {
  const { t } = useDesk();
  return (
    <p class="line" role="status">
      {t("rate.sent")}
    </p>
  );
}
