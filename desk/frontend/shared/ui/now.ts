/** The current time for what is shown; one timer for the page, however many clocks it shows. */
import { useEffect, useReducer } from "preact/hooks";

const TICK_MS = 1_000;
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    for (const each of [...watchers]) each();
  }, TICK_MS);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** Milliseconds since 1970, renewed every second. */
export function useNow(): number {
  const [, render] = useReducer((count: number, _action: null) => count + 1, 0);
  useEffect(() => watch(() => render(null)), []);
  return Date.now();
}
