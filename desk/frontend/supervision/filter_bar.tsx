/** The filter of the sessions. */
import { useState } from "preact/hooks";
import type { Colleague } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { Choice, SearchField } from "../shared/ui/filters";
import { OUTCOME_WORDS, REASON_WORDS, STATUS_WORDS } from "../shared/ui/words";
import type { Filter, FilterName } from "./route";
import type { Watch } from "./watch";

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
  return <Choice label={label} value={filter[name] ?? ""} words={words} choose={(value) => watch.filter(withChoice(filter, name, value))} />;
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

export function FilterBar({ watch, agents, filter }: Props) {
  const names = Object.fromEntries(agents.map((agent) => [agent.id, agent.name]));
  const isSet = Object.keys(filter).length > 0;
  const [isOpen, setOpen] = useState(false);
  return (
    <form class="filters" role="search" aria-label="Filter sessions" onSubmit={(event) => event.preventDefault()}>
      <SearchField
        label="Search"
        placeholder="Name, e-mail or words"
        value={filter.search ?? ""}
        search={(words) => watch.filter(withChoice(filter, "search", words))}
      />
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
