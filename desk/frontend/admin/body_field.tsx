/** The text of an article in Markdown, and beside it how the chat shows it. */
import { useState } from "preact/hooks";
import { markdown } from "../shared/markdown";
import { Labelled } from "./fields";
import type { Library } from "./library";
import type { OpenArticle } from "./state";

const MOST = 50_000;
const WARN_AT = 45_000;

type Side = "write" | "preview";

const SIDES: readonly { side: Side; label: string }[] = [
  { side: "write", label: "Write" },
  { side: "preview", label: "Preview" },
];

function Preview({ text, language }: { text: string; language: string }) {
  return (
    <section class="preview" aria-label="Preview" tabIndex={0}>
      <h2>Preview</h2>
      {text.trim() === ""
        ? <p class="soft">What you write is shown here as the chat shows it.</p>
        : <div class="prose" dir="auto" lang={language}>{markdown(text, { site: location.origin })}</div>}
    </section>
  );
}

function room(length: number): string {
  const left = `${length.toLocaleString("en")} of ${MOST.toLocaleString("en")} characters.`;
  return length < WARN_AT ? "" : ` ${left}`;
}

export function BodyField({ library, open }: { library: Library; open: OpenArticle }) {
  const [side, setSide] = useState<Side>("write");
  const { body, language } = open.form;
  return (
    <div class="text-field" data-side={side}>
      <div class="depths text-sides" role="group" aria-label="The text">
        {SIDES.map((each) => (
          <button key={each.side} type="button" class="depth" aria-pressed={each.side === side} onClick={() => setSide(each.side)}>
            {each.label}
          </button>
        ))}
      </div>
      <div class="text-write">
        <Labelled open={open} field="body" hint={`Markdown: **bold**, - lists, ## headings, [links](/help/…).${room(body.length)}`}>
          {(described) => (
            <textarea
              {...described}
              class="input input-body"
              rows={18}
              required
              dir="auto"
              lang={language}
              value={body}
              onInput={(event) => library.change({ body: event.currentTarget.value })}
            />
          )}
        </Labelled>
      </div>
      <Preview text={body} language={language} />
    </div>
  );
}
