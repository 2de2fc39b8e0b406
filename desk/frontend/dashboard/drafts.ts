/** What is being written survives a reload, each conversation with its own draft. */
import type { Store } from "../shared/store";
import type { Action, Draft, State } from "./state";

type Drafts = Readonly<Record<string, Draft>>;

const LATER_MS = 400;

function key(me: string): string {
  return `desk.drafts.${me}`;
}

export function readDrafts(me: string): Drafts {
  try {
    return JSON.parse(localStorage.getItem(key(me)) ?? "{}") as Drafts;
  } catch {
    return {};
  }
}

function write(me: string, drafts: Drafts): void {
  try {
    localStorage.setItem(key(me), JSON.stringify(drafts));
  } catch {
    // Without storage a draft lasts as long as the page.
  }
}

export function keepDrafts(store: Store<State, Action>): void {
  const { id: me } = store.state.me;
  let kept = store.state.drafts;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    if (store.state.drafts !== kept) write(me, (kept = store.state.drafts));
  };
  store.subscribe((state) => {
    if (state.drafts === kept) return;
    clearTimeout(timer);
    timer = setTimeout(save, LATER_MS);
  });
  addEventListener("pagehide", save);
}
