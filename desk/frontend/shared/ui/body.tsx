/** The text of a message: the bot's Markdown as nodes, everybody else's words as they are. */
import type { Source } from "../staff.gen";
import { markdown, safeUrl } from "../markdown";

export function Body({ text, isMarkdown }: { text: string; isMarkdown: boolean }) {
  if (!isMarkdown) return <div class="prose prose-plain" dir="auto">{text}</div>;
  return (
    <div class="prose" dir="auto">
      {markdown(text, { reference: (number) => <sup>[{number}]</sup> })}
    </div>
  );
}

/** The address of a source, on this site or another, unless it is one that could do more than lead there. */
function addressOf(source: Source): string | null {
  return URL.canParse(source.url, location.href) ? (safeUrl(new URL(source.url, location.href).href)?.href ?? null) : null;
}

function SourceLink({ source, place }: { source: Source; place: number }) {
  const address = addressOf(source);
  const words = (
    <>
      <span class="tabular">[{place}]</span>
      <span class="truncate">{source.title}</span>
    </>
  );
  if (address === null) return <span class="source">{words}</span>;
  return <a class="source" href={address} target="_blank" rel="noopener">{words}</a>;
}

export function Sources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return null;
  return (
    <ul class="sources" aria-label="Sources">
      {sources.map((source, place) => (
        <li key={source.slug}>
          <SourceLink source={source} place={place + 1} />
        </li>
      ))}
    </ul>
  );
}

/** One line of an answer without its marks of emphasis. */
export function plain(preview: string): string {
  return preview.replace(/\*\*|`/gu, "");
}

/** Stars as text: the number is read out, the stars are drawn. */
export function Stars({ score }: { score: number }) {
  return (
    <span class="stars">
      <span aria-hidden="true">{"★".repeat(score)}{"☆".repeat(5 - score)}</span>
      <span class="sr-only">{score} of 5</span>
    </span>
  );
}
