import { describe, expect, test } from "vitest";
import { firstDraft, isChanged, reduceDraft, type Draft, type DraftAction } from "./draft_reduce";

interface Form {
  name: string;
  capacity?: number;
}

const after = (...actions: DraftAction<Form>[]): Draft<Form> => actions.reduce<Draft<Form>>(reduceDraft, firstDraft<Form>());
const stored = (number: number, name: string) => ({ number, form: { name } });
const LOADED: DraftAction<Form> = { type: "loaded", stored: stored(1, "Orders"), kept: null };
const TYPED: DraftAction<Form> = { type: "changed", form: { name: "Parcels" } };
const OVERTAKEN: DraftAction<Form> = { type: "overtaken", theirs: stored(2, "Shipping") };

describe("a draft", () => {
  test("begins unchanged and is changed by typing", () => {
    expect([isChanged(after()), isChanged(after(LOADED)), isChanged(after(LOADED, TYPED))]).toEqual([false, false, true]);
  });

  test("goes on from what the browser kept", () => {
    const kept = { number: 1, base: { name: "Orders" }, form: { name: "Parcels" }, at: "2026-01-01T10:00:00Z" };
    const draft = after({ type: "loaded", stored: stored(1, "Orders"), kept });

    expect([draft.form, draft.keptAt, draft.theirs]).toEqual([{ name: "Parcels" }, kept.at, null]);
  });

  test("that began from an older version shows both", () => {
    const kept = { number: 1, base: { name: "Orders" }, form: { name: "Parcels" }, at: "2026-01-01T10:00:00Z" };
    const draft = after({ type: "loaded", stored: stored(2, "Shipping"), kept });

    expect([draft.form, draft.theirs?.form, draft.number]).toEqual([{ name: "Parcels" }, { name: "Shipping" }, 1]);
  });

  test("keeps mine over theirs, to be stored over their version", () => {
    const draft = after(LOADED, TYPED, OVERTAKEN, { type: "mine.kept" });

    expect([draft.form, draft.number, draft.theirs, isChanged(draft)]).toEqual([{ name: "Parcels" }, 2, null, true]);
  });

  test("takes theirs and forgets mine", () => {
    const draft = after(LOADED, TYPED, OVERTAKEN, { type: "theirs.taken" });

    expect([draft.form, draft.number, isChanged(draft)]).toEqual([{ name: "Shipping" }, 2, false]);
  });

  test("leaves to others what they alone changed", () => {
    const base = { name: "Orders", capacity: 4 };
    const draft = after(
      { type: "loaded", stored: { number: 1, form: base }, kept: null },
      { type: "changed", form: { ...base, capacity: 3 } },
      { type: "overtaken", theirs: { number: 2, form: { name: "Shipping", capacity: 6 } } },
      { type: "mine.kept" },
    );

    expect([draft.form, draft.number]).toEqual([{ name: "Shipping", capacity: 3 }, 2]);
  });

  test("is in no conflict with somebody who stored the same", () => {
    const draft = after(LOADED, TYPED, { type: "overtaken", theirs: stored(2, "Parcels") });

    expect([draft.theirs, isChanged(draft)]).toEqual([null, false]);
  });

  test("keeps what was typed while it was stored", () => {
    const draft = after(LOADED, TYPED, { type: "saving" }, { type: "changed", form: { name: "Parcels!" } }, { type: "saved", sent: { name: "Parcels" }, stored: stored(2, "Parcels") });

    expect([draft.form, draft.base, draft.number, draft.isSaving]).toEqual([{ name: "Parcels!" }, { name: "Parcels" }, 2, false]);
  });
});
