/** All articles, narrowed by a filter that the address holds. */
import { useState } from "preact/hooks";
import type { ArticleRow, ArticleState } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { Choice, SearchField } from "../shared/ui/filters";
import { languageName } from "../shared/ui/locale";
import { Chip, Empty, Skeleton, Trouble } from "../shared/ui/pieces";
import { Ago } from "../shared/ui/time";
import { AUDIENCE_WORDS } from "./form";
import type { Library } from "./library";
import { Link } from "./link";
import { NEW, type Filter, type FilterName } from "./route";
import type { State } from "./state";
import { LANGUAGES, STATE_TONES, STATE_WORDS, count } from "./words";

interface Props {
  library: Library;
  state: State;
  filter: Filter;
}

/** Another filter begins at the first page. */
function withChoice(filter: Filter, name: FilterName, value: string): Filter {
  const { [name]: _old, page: _page, ...others } = filter;
  return value === "" ? others : { ...others, [name]: value };
}

function languageWords(rows: readonly ArticleRow[], chosen: string | undefined): Record<string, string> {
  const codes = new Set([...LANGUAGES, ...rows.map((row) => row.language), ...(chosen ? [chosen] : [])]);
  return Object.fromEntries([...codes].map((code) => [code, languageName(code)]));
}

function FilterBar({ library, state, filter }: Props) {
  const rows = state.listed.found?.articles ?? [];
  const choose = (name: FilterName) => (value: string) => library.filter(withChoice(filter, name, value));
  const isSet = Object.keys(filter).some((name) => name !== "page");
  const [isOpen, setOpen] = useState(false);
  return (
    <form class="filters" role="search" aria-label="Filter articles" onSubmit={(event) => event.preventDefault()}>
      <SearchField label="Search" placeholder="Words of a title or a text" value={filter.q ?? ""} search={choose("q")} />
      <span class="filter-toggle">
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? "Fewer filters" : "More filters"}</Button>
      </span>
      <div class="filter-rest" data-open={isOpen || isSet}>
        <Choice label="State" value={filter.state ?? ""} words={STATES} choose={choose("state")} />
        <Choice label="Language" value={filter.language ?? ""} words={languageWords(rows, filter.language)} choose={choose("language")} />
        <SearchField label="Tag" placeholder="Any" value={filter.tag ?? ""} search={choose("tag")} list="known-tags" />
        <datalist id="known-tags">
          {[...new Set(rows.flatMap((row) => row.tags))].sort().map((tag) => <option key={tag} value={tag} />)}
        </datalist>
      </div>
      {isSet && <Button weight="quiet" icon="close" onClick={() => library.filter({})}>Clear</Button>}
    </form>
  );
}

/** What is published counts as published when it was changed since, too. */
const STATES: Readonly<Record<ArticleState, string>> = {
  published: "Published",
  changed: STATE_WORDS.changed,
  draft: "Not published as it is",
};

function Tags({ library, tags, filter }: { library: Library; tags: readonly string[]; filter: Filter }) {
  return (
    <>
      {tags.map((tag) => (
        <Link key={tag} library={library} class="tag" to={{ page: "list", filter: withChoice(filter, "tag", tag) }}>
          <span class="sr-only">Only with the tag </span>{tag}
        </Link>
      ))}
    </>
  );
}

function Row({ library, row, filter, findings }: { library: Library; row: ArticleRow; filter: Filter; findings: number }) {
  return (
    <tr>
      <td class="cell-title">
        <Link library={library} class="title-link" to={{ page: "editor", id: row.id }}>{row.title}</Link>
        <span class="cell-under"><Tags library={library} tags={row.tags} filter={filter} /></span>
      </td>
      <td><Chip tone={STATE_TONES[row.state]}>{STATE_WORDS[row.state]}</Chip></td>
      <td class="nowrap">{languageName(row.language)}</td>
      <td class="nowrap">{row.audience === "staff" ? <Chip icon="lock">{AUDIENCE_WORDS.staff}</Chip> : AUDIENCE_WORDS[row.audience]}</td>
      <td class="number">{row.example_count}<span class="card-word"> questions</span></td>
      <td class="cell-mend">
        {findings > 0 ? <Chip tone="warn" icon="alert">{findings} to mend</Chip> : <span class="soft">–</span>}
      </td>
      <td class="nowrap"><Ago at={row.updated_at} />{row.updated_by !== "" && <span class="soft cell-by"> by {row.updated_by}</span>}</td>
    </tr>
  );
}

function Table({ library, state, filter }: Props) {
  const { findings } = state.checked;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Articles">
      <table class="table articles">
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">State</th>
            <th scope="col">Language</th>
            <th scope="col">For</th>
            <th scope="col" class="number">Example questions</th>
            <th scope="col">Check</th>
            <th scope="col">Changed</th>
          </tr>
        </thead>
        <tbody>
          {(state.listed.found?.articles ?? []).map((row) => (
            <Row
              key={row.id}
              library={library}
              row={row}
              filter={filter}
              findings={findings.filter((finding) => finding.article_id === row.id).length}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Nothing({ library, filter }: { library: Library; filter: Filter }) {
  const isFiltered = Object.keys(filter).length > 0;
  if (isFiltered) {
    return (
      <Empty icon="search" title="No article matches">
        <Button onClick={() => library.filter({})}>Clear the filter</Button>
      </Empty>
    );
  }
  return (
    <Empty icon="book" title="No article yet">
      <p>The assistant answers from published articles only. Write the first one, or import what you have:</p>
      <p><code class="command">desk kb import docs/</code></p>
      <p>It takes a folder of Markdown files, a CSV file or a list of addresses. What it imports is a draft until you publish it.</p>
    </Empty>
  );
}

function Pages({ library, state, filter }: Props) {
  const { page, pages } = state.listed.found ?? { page: 1, pages: 1 };
  if (pages <= 1) return null;
  const turn = (to: number) => library.go({ page: "list", filter: { ...filter, page: String(to) } });
  return (
    <nav class="more" aria-label="Pages of articles">
      <Button aria-disabled={page <= 1} onClick={() => page > 1 && turn(page - 1)}>Previous</Button>
      <span class="soft tabular">Page {page} of {pages}</span>
      <Button aria-disabled={page >= pages} onClick={() => page < pages && turn(page + 1)}>Next</Button>
    </nav>
  );
}

export function ListPage({ library, state, filter }: Props) {
  const { phase, trouble, found } = state.listed;
  return (
    <>
      <header class="page-head">
        <h1 tabIndex={-1}>Articles</h1>
        <p class="soft tabular" role="status">
          {phase === "ready" && found && count(found.total, "article", "articles")}
        </p>
        <span class="page-actions">
          <Button weight="primary" icon="plus" onClick={() => library.go({ page: "editor", id: NEW })}>New article</Button>
        </span>
      </header>
      <FilterBar library={library} state={state} filter={filter} />
      {phase === "failed" && <Trouble retry={() => void library.list(filter)}>{trouble}</Trouble>}
      {phase === "loading" && found === null && <Skeleton rows={8} label="Loading articles" />}
      {phase === "ready" && found?.articles.length === 0 && <Nothing library={library} filter={filter} />}
      {found !== null && found.articles.length > 0 && <Table library={library} state={state} filter={filter} />}
      <Pages library={library} state={state} filter={filter} />
    </>
  );
}
