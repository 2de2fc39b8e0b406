/** The versions of an article: who changed what, and the way back to any of them. */
import { useEffect, useState } from "preact/hooks";
import type { VersionRow } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { Chip, Skeleton, Trouble } from "../shared/ui/pieces";
import { Ago } from "../shared/ui/time";
import { Changes } from "./changes";
import { EMPTY_FORM, formOf, type Form } from "./form";
import type { Library } from "./library";
import { Link } from "./link";
import type { State, Versions } from "./state";

interface Props {
  library: Library;
  state: State;
  id: string;
  number: number | null;
}

type Against = "before" | "newest";

const AGAINST: readonly { against: Against; label: string }[] = [
  { against: "before", label: "What it changed" },
  { against: "newest", label: "Compared with the newest" },
];

function Rows({ library, id, rows, chosen }: { library: Library; id: string; rows: readonly VersionRow[]; chosen: number }) {
  return (
    <nav aria-label="Versions">
      <ol class="version-rows">
        {rows.map((row) => (
          <li key={row.number}>
            <Link library={library} class="version-row" to={{ page: "versions", id, number: row.number }} isHere={row.number === chosen}>
              <span class="version-head">
                <strong class="tabular">Version {row.number}</strong>
                {row.is_published && <Chip tone="ok">Published</Chip>}
              </span>
              <span class="soft"><Ago at={row.at} />{row.by !== "" && ` by ${row.by}`}</span>
              {row.summary !== "" && <span class="soft truncate">{row.summary}</span>}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function formIn(versions: Versions, number: number): Form | null {
  if (number === 0) return EMPTY_FORM;
  const text = versions.texts[number];
  return text === undefined ? null : formOf(text);
}

function Comparison({ library, versions, chosen, newest }: { library: Library; versions: Versions; chosen: number; newest: number }) {
  const [against, setAgainst] = useState<Against>("before");
  const earlier = versions.rows.map((row) => row.number).filter((number) => number < chosen);
  const previous = Math.max(0, ...earlier);
  const [from, to] = against === "before" || chosen === newest ? [previous, chosen] : [chosen, newest];
  useEffect(() => void library.texts(versions.id, [from, to].filter((number) => number > 0)), [versions.id, from, to]);
  const [before, after] = [formIn(versions, from), formIn(versions, to)];
  return (
    <section class="card comparison" aria-label={`Version ${chosen}`}>
      <header class="comparison-head">
        <h2>Version {chosen}</h2>
        {chosen !== newest && (
          <>
            <div class="depths" role="group" aria-label="What is shown">
              {AGAINST.map((each) => (
                <button key={each.against} type="button" class="depth" aria-pressed={each.against === against} onClick={() => setAgainst(each.against)}>
                  {each.label}
                </button>
              ))}
            </div>
            <Button icon="back" onClick={() => library.store.dispatch({ type: "dialog.opened", dialog: "restore" })}>Restore…</Button>
          </>
        )}
      </header>
      <p class="soft">{from === 0 ? "The first version: all of it is new." : `From version ${from} to version ${to}.`}</p>
      {before !== null && after !== null
        ? <Changes before={before} after={after} />
        : versions.phase !== "failed" && <Skeleton rows={4} label="Loading the texts" />}
    </section>
  );
}

export function VersionsPage({ library, state, id, number }: Props) {
  const versions = state.versions?.id === id ? state.versions : null;
  const rows = [...(versions?.rows ?? [])].sort((one, other) => other.number - one.number);
  const newest = rows[0]?.number ?? 0;
  const chosen = rows.some((row) => row.number === number) ? (number ?? newest) : newest;
  return (
    <>
      <header class="page-head">
        <Link library={library} to={{ page: "editor", id }}>Article</Link>
        <h1 tabIndex={-1} class="truncate">Versions{rows[0] && ` of “${rows[0].title}”`}</h1>
      </header>
      {versions?.phase === "failed" && <Trouble retry={() => void library.versions(id)}>{versions.trouble}</Trouble>}
      {versions?.phase === "loading" && rows.length === 0 && <Skeleton rows={5} label="Loading the versions" />}
      {versions !== null && rows.length > 0 && (
        <div class="versions">
          <Rows library={library} id={id} rows={rows} chosen={chosen} />
          <Comparison library={library} versions={versions} chosen={chosen} newest={newest} />
        </div>
      )}
    </>
  );
}
