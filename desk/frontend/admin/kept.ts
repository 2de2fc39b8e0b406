/** What is being written survives a reload, a crash and a lost login: each article's typing in this browser. */
import { keeper } from "../shared/storage";
import type { Store } from "../shared/store";
import { isChanged } from "./reduce_editor";
import type { Action, Kept, OpenArticle, State } from "./state";

const LATER_MS = 400;

export class KeptForms {
  private readonly storage = keeper(() => localStorage);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private latest: OpenArticle | null = null;

  constructor(private readonly me: string) {}

  read(id: string): Kept | null {
    try {
      return JSON.parse(this.storage.getItem(this.key(id)) ?? "null") as Kept | null;
    } catch {
      return null;
    }
  }

  drop(id: string): void {
    this.storage.removeItem(this.key(id));
  }

  /** Writes a moment after the last key, and at once when another article is opened or the page is left. */
  follow(store: Store<State, Action>): void {
    store.subscribe(({ open }) => {
      if (open === this.latest) return;
      if (open?.id !== this.latest?.id) this.write();
      this.latest = open;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.write(), LATER_MS);
    });
    addEventListener("pagehide", () => this.write());
  }

  private write(): void {
    clearTimeout(this.timer);
    const open = this.latest;
    if (open === null || open.phase !== "ready") return;
    if (!isChanged(open)) return this.drop(open.id);
    const kept: Kept = { form: open.form, base: open.base, version: open.version, at: new Date().toISOString(), client_id: open.client_id };
    try {
      this.storage.setItem(this.key(open.id), JSON.stringify(kept));
    } catch {
      // A browser without room keeps it as long as the page; leaving the page warns.
    }
  }

  private key(id: string): string {
    return `desk.article.${this.me}.${id}`;
  }
}
