/** What the assistant would say to a question now, and how sure it would be. */
import { useId, useState } from "preact/hooks";
import { markdown } from "../shared/markdown";
import type { FoundPassage, Trial } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { percent } from "../shared/ui/how";
import { Chip } from "../shared/ui/pieces";
import { itemsOf } from "./form";
import type { Library } from "./library";
import type { OpenArticle, Tried } from "./state";
import { DECISION_TONES, DECISION_WORDS } from "./words";

function Sureness({ share, of }: { share: number; of: string }) {
  return (
    <span class="sureness">
      <meter min={0} max={1} value={share} aria-label={of} />
      <span class="tabular">{percent(share)}</span>
    </span>
  );
}

function Passage({ passage, isHere }: { passage: FoundPassage; isHere: boolean }) {
  return (
    <li class="passage">
      <p class="passage-head">
        <a class="truncate" href={`/help/${passage.slug}`} target="_blank" rel="noopener">{passage.title}</a>
        {isHere && <Chip tone="accent">This article</Chip>}
      </p>
      <Sureness share={passage.score} of={`How well “${passage.title}” fits`} />
      <p class="passage-text soft" dir="auto">{passage.text}</p>
    </li>
  );
}

function Adopt({ library, open, question }: { library: Library; open: OpenArticle; question: string }) {
  const isThere = itemsOf(open.form.example_questions, /\n/u).some((each) => each.toLowerCase() === question.toLowerCase());
  return (
    <div class="adopt">
      <Button icon={isThere ? "check" : "plus"} aria-disabled={isThere} onClick={() => library.adopt(question)}>
        This article answers it
      </Button>
      <p class="soft" role="status">{isThere && "It is among the example questions. It counts once it is published."}</p>
    </div>
  );
}

function Outcome({ library, trial, question, open }: { library: Library; trial: Trial; question: string; open: OpenArticle }) {
  return (
    <>
      <p class="outcome" role="status">
        <Chip tone={DECISION_TONES[trial.decision]}>{DECISION_WORDS[trial.decision]}</Chip>
        <Sureness share={trial.confidence} of="Confidence" />
      </p>
      <Adopt library={library} open={open} question={question} />
      {trial.reply !== "" && <div class="reply prose" dir="auto">{markdown(trial.reply, { site: location.origin })}</div>}
      <h3>{trial.passages.length === 0 ? "No published article has these words" : "What it found"}</h3>
      <ol class="passages">
        {trial.passages.map((passage) => <Passage key={passage.slug} passage={passage} isHere={passage.slug === open.saved?.slug} />)}
      </ol>
    </>
  );
}

export function TryPanel({ library, tried, open }: { library: Library; tried: Tried; open: OpenArticle }) {
  const [question, setQuestion] = useState(tried.question);
  const heading = useId();
  const field = useId();
  const ask = () => question.trim() !== "" && void library.ask(question.trim());
  return (
    <section class="card try" aria-labelledby={heading}>
      <h2 id={heading}>Try a question</h2>
      <form
        class="try-form"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <label class="sr-only" for={field}>A customer's question</label>
        <input id={field} class="input" dir="auto" maxLength={500} placeholder="Ask as a customer would" value={question} onInput={(event) => setQuestion(event.currentTarget.value)} />
        <Button type="submit" weight="primary" aria-disabled={question.trim() === "" || tried.phase === "loading"}>Ask</Button>
      </form>
      <p class="soft try-hint">The assistant knows only what is published, not what you write here.</p>
      {tried.phase === "loading" && <p class="soft" role="status">Asking…</p>}
      {tried.phase === "failed" && <p class="field-error" role="alert">No answer. {tried.trouble}</p>}
      {tried.phase === "ready" && tried.trial !== null && (
        <Outcome library={library} trial={tried.trial} question={tried.question} open={open} />
      )}
    </section>
  );
}
