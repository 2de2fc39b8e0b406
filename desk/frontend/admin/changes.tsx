/** Texts side by side or one after the other, with what differs marked. */
import { folded, lineDiff, type Shown } from "./diff";
import { AUDIENCE_WORDS, FIELDS, FIELD_WORDS, isSame, type Field, type Form } from "./form";
import { count } from "./words";

export function textIn(form: Form, field: Field): string {
  return field === "audience" ? AUDIENCE_WORDS[form.audience] : form[field];
}

function Gap({ lines }: { lines: number }) {
  return <p class="diff-gap soft">{count(lines, "line", "lines")} unchanged</p>;
}

const MARKS = { added: "+", removed: "−", same: "" } as const;

function ChangedLine({ line }: { line: Shown }) {
  if (line.kind === "gap") return <Gap lines={line.count} />;
  const Tag = line.kind === "added" ? "ins" : line.kind === "removed" ? "del" : "span";
  return (
    <Tag class={`diff-line diff-${line.kind}`}>
      <span class="diff-mark" aria-hidden="true">{MARKS[line.kind]}</span>
      {line.kind !== "same" && <span class="sr-only">{line.kind === "added" ? "Added: " : "Removed: "}</span>}
      <span dir="auto">{line.text}</span>
    </Tag>
  );
}

/** What changed between two texts, line by line. */
export function LineChanges({ before, after }: { before: string; after: string }) {
  const lines = folded(lineDiff(before, after));
  if (lines.length === 0) return <p class="soft">It says nothing.</p>;
  return <div class="diff">{lines.map((line, place) => <ChangedLine key={place} line={line} />)}</div>;
}

/** What one version changed of another, field by field. */
export function Changes({ before, after }: { before: Form; after: Form }) {
  const changed = FIELDS.filter((field) => field !== "slug" && !isSame(before, after, field));
  if (changed.length === 0) return <p class="soft">Both say the same.</p>;
  return (
    <>
      {changed.map((field) => (
        <section key={field} class="change">
          <h3>{FIELD_WORDS[field]}</h3>
          <LineChanges before={textIn(before, field)} after={textIn(after, field)} />
        </section>
      ))}
    </>
  );
}

/** One side of a difference: its own lines marked, the other's left out. */
export function OneSide({ lines, own }: { lines: readonly Shown[]; own: "added" | "removed" }) {
  const shown = lines.filter((line) => line.kind === own || line.kind === "same" || line.kind === "gap");
  return (
    <div class="diff">
      {shown.map((line, place) =>
        line.kind === "gap"
          ? <Gap key={place} lines={line.count} />
          : <span key={place} class={`diff-line ${line.kind === "same" ? "" : "diff-own"}`} dir="auto">{line.kind === "same" ? line.text : <mark>{line.text}</mark>}</span>,
      )}
      {shown.length === 0 && <span class="diff-line soft">Nothing</span>}
    </div>
  );
}
