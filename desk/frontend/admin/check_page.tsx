/** What could be better about the articles, each with the way to mend it. */
import type { Finding } from "../shared/staff.gen";
import { Icon } from "../shared/ui/icon";
import { Empty, Skeleton, Trouble } from "../shared/ui/pieces";
import type { Library } from "./library";
import { Link } from "./link";
import type { State } from "./state";
import { count } from "./words";

/** By article, in the order in which they were found. */
function byArticle(findings: readonly Finding[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) found.set(finding.article_id, [...(found.get(finding.article_id) ?? []), finding]);
  return found;
}

export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <li key={finding.kind + finding.text} class={finding.is_error ? "finding-error" : ""}>
          <Icon name={finding.is_error ? "close" : "alert"} size={16} />
          {finding.is_error && <span class="sr-only">Error: </span>}
          <span>{finding.text}</span>
        </li>
      ))}
    </ul>
  );
}

export function CheckPage({ library, state }: { library: Library; state: State }) {
  const { phase, trouble, findings } = state.checked;
  return (
    <>
      <header class="page-head">
        <h1 tabIndex={-1}>To mend</h1>
        <p class="soft" role="status">{phase === "ready" && findings.length > 0 && count(findings.length, "finding", "findings")}</p>
      </header>
      {phase === "failed" && <Trouble retry={() => void library.check()}>{trouble}</Trouble>}
      {phase === "loading" && <Skeleton rows={5} label="Checking the articles" />}
      {phase === "ready" && findings.length === 0 && (
        <Empty icon="check" title="Nothing to mend">Every article has what the assistant needs.</Empty>
      )}
      <ul class="checked">
        {[...byArticle(findings)].map(([id, found]) => (
          <li key={id} class="card">
            <Link library={library} class="title-link" to={{ page: "editor", id }}>{found[0]?.title ?? ""}</Link>
            <Findings findings={found} />
          </li>
        ))}
      </ul>
    </>
  );
}
