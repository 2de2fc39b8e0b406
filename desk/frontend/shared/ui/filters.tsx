/** The parts of a filter: choosing applies it at once, typing a moment later. */
import { useEffect, useRef } from "preact/hooks";

const TYPING_MS = 350;

export function Choice({ label, value, words, choose }: {
  label: string;
  value: string;
  words: Readonly<Record<string, string>>;
  choose: (value: string) => void;
}) {
  return (
    <label class="field filter">
      <span>{label}</span>
      <select class="input" value={value} data-set={value !== ""} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">Any</option>
        {Object.entries(words).map(([key, word]) => (
          <option key={key} value={key}>{word}</option>
        ))}
      </select>
    </label>
  );
}

/** What was typed last is searched, however quickly the page answers: the field is not written into meanwhile. */
export function SearchField({ label, placeholder, value, search, ...rest }: {
  label: string;
  placeholder: string;
  value: string;
  search: (words: string) => void;
  list?: string;
}) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = value;
  }, [value]);
  return (
    <label class="field filter filter-search">
      <span>{label}</span>
      <input
        {...rest}
        ref={input}
        class="input"
        type="search"
        placeholder={placeholder}
        maxLength={200}
        defaultValue={value}
        onInput={(event) => {
          const words = event.currentTarget.value.trim();
          clearTimeout(timer.current);
          timer.current = setTimeout(() => latest.current(words), TYPING_MS);
        }}
      />
    </label>
  );
}
