/** Editing one document: it is loaded, typed into, stored over the version that was seen, and never lost. */
import type { Result, WireError } from "../../shared/result";
import { keeper, type Keeper } from "../../shared/storage";
import { Store } from "../../shared/store";
import { firstDraft, isChanged, reduceDraft, type Draft, type DraftAction, type Kept, type Stored } from "./draft_reduce";

/** Where a document comes from and goes to; `key` names it in this browser. */
export interface Source<F> {
  key: string;
  load: () => Promise<Result<Stored<F>>>;
  save: (form: F, seen: number) => Promise<Result<Stored<F>>>;
  /** The form without what must not lie in a browser. */
  storable?: (form: F) => F;
}

const BODY = "text."; // the errors of a body are told by the path below this field

export class DraftSession<F> {
  readonly store = new Store<Draft<F>, DraftAction<F>>(firstDraft<F>(), reduceDraft);
  private readonly storage: Keeper = keeper(() => localStorage);

  constructor(
    private readonly source: Source<F>,
    private readonly me: string,
  ) {}

  async load(): Promise<void> {
    this.store.dispatch({ type: "asked" });
    const result = await this.source.load();
    if (!result.ok) return this.store.dispatch({ type: "failed", message: result.error.message });
    this.store.dispatch({ type: "loaded", stored: result.value, kept: this.kept() });
    this.keep();
  }

  change(form: F): void {
    this.store.dispatch({ type: "changed", form });
    this.keep();
  }

  /** Stores what is typed as a new version; false when it could not be. */
  async save(): Promise<boolean> {
    const { phase, form, number, isSaving, theirs } = this.store.state;
    if (phase !== "ready" || form === null || isSaving || theirs !== null) return false;
    this.store.dispatch({ type: "saving" });
    const result = await this.source.save(form, number);
    if (!result.ok) return this.refused(result.error);
    this.store.dispatch({ type: "saved", sent: form, stored: result.value });
    this.keep();
    return true;
  }

  drop(): void {
    this.store.dispatch({ type: "dropped" });
    this.keep();
  }

  takeTheirs(): void {
    this.store.dispatch({ type: "theirs.taken" });
    this.keep();
  }

  keepMine(): void {
    this.store.dispatch({ type: "mine.kept" });
    this.keep();
  }

  /** A refusal because of somebody else's version shows both; any other says what to mend. */
  private async refused(error: WireError): Promise<false> {
    if (error.code === "superseded") {
      const newest = await this.source.load();
      if (newest.ok) {
        this.store.dispatch({ type: "overtaken", theirs: newest.value });
        this.keep();
        return false;
      }
    }
    const fields = Object.entries(error.fields ?? {}).map(([path, text]) => [path.startsWith(BODY) ? path.slice(BODY.length) : path, text]);
    this.store.dispatch({ type: "refused", message: error.message, errors: Object.fromEntries(fields) as Record<string, string> });
    return false;
  }

  private kept(): Kept<F> | null {
    try {
      return JSON.parse(this.storage.getItem(this.key) ?? "null") as Kept<F> | null;
    } catch {
      return null;
    }
  }

  private keep(): void {
    const { state } = this.store;
    if (!isChanged(state) || state.form === null || state.base === null) return this.storage.removeItem(this.key);
    const form = this.source.storable?.(state.form) ?? state.form;
    const kept: Kept<F> = { number: state.number, base: state.base, form, at: new Date().toISOString() };
    try {
      this.storage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // A browser without room keeps it as long as the page.
    }
  }

  private get key(): string {
    return `desk.admin.${this.me}.${this.source.key}`;
  }
}
