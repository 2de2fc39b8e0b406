import { keeper } from "../shared/storage";
import { NEW, type AppState } from "./state";

/** What has been written and not sent, kept for as long as the tab is open. */
export class Drafts {
  private readonly storage = keeper(() => sessionStorage);
  private readonly key: string;

  constructor(inbox: string) {
    this.key = `desk:${inbox}:drafts`;
  }

  keep(drafts: AppState["drafts"]): void {
    this.storage.setItem(this.key, JSON.stringify(drafts));
  }

  /** Each draft with its conversation, null for one that has not been opened. */
  kept(): [string | null, string][] {
    const drafts = JSON.parse(this.storage.getItem(this.key) ?? "{}") as Record<string, string>;
    return Object.entries(drafts).map(([key, text]) => [key === NEW ? null : key, text]);
  }
}
