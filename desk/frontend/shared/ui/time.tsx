/** Times as elements: the exact one is in the tip, a running one moves every second. */
import { ago, clockTime, duration, fullTime } from "../time";
import { LOCALE } from "./locale";
import { useNow } from "./now";

export function Clock({ at }: { at: string }) {
  return (
    <time class="tabular" dateTime={at} title={fullTime(at, LOCALE)}>
      {clockTime(at, LOCALE)}
    </time>
  );
}

export function Ago({ at }: { at: string }) {
  return (
    <time class="tabular" dateTime={at} title={fullTime(at, LOCALE)}>
      {ago(at, LOCALE, new Date(useNow()))}
    </time>
  );
}

/** How long since then, as a running clock: 4:10. */
export function Since({ at }: { at: string }) {
  return (
    <time class="tabular" dateTime={at} title={`Since ${fullTime(at, LOCALE)}`}>
      {duration((useNow() - Date.parse(at)) / 1_000)}
    </time>
  );
}
