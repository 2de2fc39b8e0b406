/** The filter of the sessions: choosing applies it at once, typing a moment later. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Colleague } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { OUTCOME_WORDS, REASON_WORDS, STATUS_WORDS } from "../shared/ui/words";
import type { Filter, FilterName } from "./route";
import type { Watch } from "./watch";

const TYPING_MS = 350;

interface Props {
  watch: Watch;
  agents: readonly Colleague[];
  filter: Filter;
}

function withChoice(filter: Filter, name: FilterName, value: string): Filter {
  const { [name]: _old, ...others } = filter;
  return value === "" ? others : { ...others, [name]: value };
}

function Select({ watch, filter, name, label, words }: {
  watch: Watch;
  filter: Filter;
  name: FilterName;
  label: string;
  words: Readonly<Record<string, string>>;
}) {
  return (
    <label class="field filter">
      <span>{label}</span>
      <select
        class="input"
        value={filter[name] ?? ""}
        data-set={filter[name] !== undefined}
        onChange={(event) => watch.filter(withChoice(filter, name, event.currentTarget.value))}
      >
        <option value="">Any</option>
        {Object.entries(words).map(([value, word]) => (
          <option key={value} value={value}>{word}</option>
        ))}
      </select>
    </label>
  );
}

function Day({ watch, filter, name, label }: { watch: Watch; filter: Filter; name: "since" | "until"; label: string }) {
  return (
    <label class="field filter">
      <span>{label}</span>
      <input
        class="input"
        type="date"
        value={filter[name] ?? ""}
        data-set={filter[name] !== undefined}
        onChange={(event) => watch.filter(withChoice(filter, name, event.currentTarget.value))}
      />
    </label>
  );
}

function Search({ watch, filter }: { watch: Watch; filter: Filter }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = filter.search ?? "";
  }, [filter.search]);
  return (
    <label class="field filter filter-search">
      <span>Search</span>
      <input
        ref={input}
        class="input"
        type="search"
        placeholder="Name, e-mail or words"
        maxLength={200}
        defaultValue={filter.search ?? ""}
        onInput={(event) => {
          const { value } = event.currentTarget;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => watch.filter(withChoice(filter, "search", value.trim())), TYPING_MS);
        }}
      />
    </label>
  );
}

export function FilterBar({ watch, agents, filter }: Props) {
  const names = Object.fromEntries(agents.map((agent) => [agent.id, agent.name]));
  const isSet = Object.keys(filter).length > 0;
  const [isOpen, setOpen] = useState(false);
  return (
    <form class="filters" role="search" aria-label="Filter sessions" onSubmit={(event) => event.preventDefault()}>
      <Search watch={watch} filter={filter} />
      <span class="filter-toggle">
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? "Fewer filters" : "More filters"}</Button>
      </span>
      <div class="filter-rest" data-open={isOpen || isSet}>
        <Select watch={watch} filter={filter} name="status" label="Status" words={STATUS_WORDS} />
        <Select watch={watch} filter={filter} name="outcome" label="Outcome" words={OUTCOME_WORDS} />
        <Select watch={watch} filter={filter} name="reason" label="Escalated" words={REASON_WORDS} />
        <Select watch={watch} filter={filter} name="agent_id" label="Agent" words={names} />
        <Day watch={watch} filter={filter} name="since" label="From" />
        <Day watch={watch} filter={filter} name="until" label="To" />
      </div>
      {isSet && <Button weight="quiet" icon="close" onClick={() => watch.filter({})}>Clear</Button>}
    </form>
  );
}
