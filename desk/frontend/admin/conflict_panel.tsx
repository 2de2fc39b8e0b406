/** Two people changed the same article: both texts, and whose stays. */
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "../shared/ui/button";
import { OneSide, textIn } from "./changes";
import { folded, lineDiff } from "./diff";
import { keepFocus } from "./focus";
import { FIELDS, FIELD_WORDS, formOf, type Field } from "./form";
import type { Library } from "./library";
import type { Conflict, OpenArticle } from "./state";

function Choice({ library, open, conflict, field }: { library: Library; open: OpenArticle; conflict: Conflict; field: Field }) {
  const lines = folded(lineDiff(textIn(formOf(conflict.theirs), field), textIn(open.form, field)));
  const sides = [
    { side: "mine", label: "Keep yours", own: "added" },
    { side: "theirs", label: "Take theirs", own: "removed" },
  ] as const;
  return (
    <fieldset class="choice">
      <legend>{FIELD_WORDS[field]}</legend>
      {sides.map(({ side, label, own }) => (
        <div key={side} class="choice-side" data-chosen={conflict.choices[field] === side}>
          <label class="choice-label">
            <input
              type="radio"
              name={`choice-${field}`}
              checked={conflict.choices[field] === side}
              onChange={() => library.store.dispatch({ type: "conflict.chosen", field, side })}
            />
            {label}
          </label>
          <OneSide lines={lines} own={own} />
        </div>
      ))}
    </fieldset>
  );
}

export function ConflictPanel({ library, open, conflict }: { library: Library; open: OpenArticle; conflict: Conflict }) {
  const { theirs, choices } = conflict;
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [theirs.version]);
  useEffect(() => keepFocus, []);
  return (
    <section class="conflict" aria-labelledby={heading}>
      <h2 id={heading} ref={title} tabIndex={-1}>{theirs.updated_by || "Somebody"} saved version {theirs.version} while you wrote</h2>
      <p>Nothing is lost: theirs is version {theirs.version}, yours is kept in this browser until you save. Choose whose text stays in each part.</p>
      {FIELDS.filter((field) => choices[field] !== undefined).map((field) => (
        <Choice key={field} library={library} open={open} conflict={conflict} field={field} />
      ))}
      <p class="conflict-foot">
        <Button weight="primary" onClick={() => void library.settle()}>Save these choices</Button>
        <Button onClick={() => library.store.dispatch({ type: "conflict.settled" })}>Go on writing with them</Button>
      </p>
    </section>
  );
}
