/** One session as a supervisor reviews it: the whole story on one line of time, the facts beside it. */
import { useEffect } from "preact/hooks";
import type { Session } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { areKeysOn } from "../shared/ui/keys";
import { Chip, Skeleton, Trouble } from "../shared/ui/pieces";
import { OUTCOME_TONES, OUTCOME_WORDS, STATUS_TONES, STATUS_WORDS } from "../shared/ui/words";
import { EntryView } from "./entry";
import { Link } from "./link";
import type { Filter } from "./route";
import { SideFacts } from "./side_facts";
import type { Depth, State } from "./state";
import { timeline } from "./timeline";
import type { Watch } from "./watch";

const DEPTHS: readonly { depth: Depth; label: string }[] = [
  { depth: "messages", label: "Messages" },
  { depth: "routing", label: "+ Routing" },
  { depth: "internals", label: "+ Internals" },
];

interface Props {
  watch: Watch;
  state: State;
  id: string;
  filter: Filter;
}

function neighbours(state: State, id: string): { previous: string | null; next: string | null } {
  const ids = state.sessions.rows.map((row) => row.conversation.id);
  const at = ids.indexOf(id);
  return at === -1 ? { previous: null, next: null } : { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}

/** J and K walk through the sessions of the filter. */
function useWalk(go: (id: string | null) => void, previous: string | null, next: string | null): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      if (isTyping || !areKeysOn() || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "j") go(next);
      if (event.key === "k") go(previous);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [previous, next]);
}

function Head({ watch, state, id, filter }: Props) {
  const { previous, next } = neighbours(state, id);
  const go = (to: string | null) => to !== null && watch.go({ page: "session", id: to, filter });
  useWalk(go, previous, next);
  const conversation = state.open?.session?.row.conversation;
  return (
    <header class="page-head session-head">
      <Link watch={watch} to={{ page: "sessions", filter }}>Sessions</Link>
      <h1 class="truncate">{conversation?.customer.name ?? "Session"}</h1>
      {conversation && (
        conversation.outcome
          ? <Chip tone={OUTCOME_TONES[conversation.outcome]}>{OUTCOME_WORDS[conversation.outcome]}</Chip>
          : <Chip tone={STATUS_TONES[conversation.status]}>{STATUS_WORDS[conversation.status]}</Chip>
      )}
      <span class="session-walk">
        <Button keys="K" disabled={previous === null} onClick={() => go(previous)}>Previous</Button>
        <Button keys="J" disabled={next === null} onClick={() => go(next)}>Next</Button>
      </span>
    </header>
  );
}

function DepthChoice({ watch, depth }: { watch: Watch; depth: Depth }) {
  return (
    <div class="depths" role="group" aria-label="What the timeline shows">
      {DEPTHS.map((each) => (
        <button
          key={each.depth}
          type="button"
          class="depth"
          aria-pressed={each.depth === depth}
          onClick={() => watch.store.dispatch({ type: "depth.chosen", depth: each.depth })}
        >
          {each.label}
        </button>
      ))}
    </div>
  );
}

function Story({ watch, session, depth }: { watch: Watch; session: Session; depth: Depth }) {
  return (
    <div class="session">
      <section class="story" aria-label="Timeline">
        <DepthChoice watch={watch} depth={depth} />
        <ol class="timeline">
          {timeline(session, depth).map((entry) => (
            <EntryView key={entry.key} entry={entry} depth={depth} />
          ))}
        </ol>
      </section>
      <SideFacts session={session} />
    </div>
  );
}

export function SessionPage(props: Props) {
  const { watch, state, id } = props;
  const open = state.open?.id === id ? state.open : null;
  return (
    <>
      <Head {...props} />
      {open?.phase === "failed" && <Trouble retry={() => void watch.session(id)}>{open.trouble}</Trouble>}
      {(open === null || open.phase === "loading") && <Skeleton rows={6} label="Loading the session" />}
      {open?.session && <Story watch={watch} session={open.session} depth={state.depth} />}
    </>
  );
}
