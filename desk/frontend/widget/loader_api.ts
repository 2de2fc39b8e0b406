/** What the host page may ask of the chat: `Desk("open")`, `Desk.open()`, and `Desk.q` before it is there. */

export type EventName = "ready" | "open" | "close" | "unread" | "message";
export type Listener = (value: unknown) => void;

export interface Api {
  open: (draft?: string) => void;
  close: () => void;
  toggle: () => void;
  show: () => void;
  hide: () => void;
  /** Says who the customer is: `jwt` is what the site's own server signed. */
  identify: (identity: { jwt: string }) => void;
  /** The customer left their account: nobody else is to read on in this chat. */
  logout: () => void;
  on: (name: EventName, listener: Listener) => void;
  off: (name: EventName, listener: Listener) => void;
}

type Call = (name: keyof Api, ...rest: never[]) => void;
type Global = Call & Api & { q?: Parameters<Call>[] };

/** Puts the API in place and runs what the page asked for before it was there. */
export function takeQueue(api: Api): void {
  const host = window as unknown as { Desk?: Partial<Global> };
  const waiting = host.Desk?.q ?? [];
  const call: Call = (name, ...rest) => safely(() => (api[name] as ((...all: never[]) => void) | undefined)?.(...rest));
  host.Desk = Object.assign(call, api);
  for (const request of waiting) call(...request);
}

export function announce(listeners: Set<Listener> | undefined, value: unknown): void {
  for (const listener of listeners ?? []) safely(() => listener(value));
}

/** The page's own mistakes are told, not thrown into its other scripts. */
function safely(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.warn("Desk:", error);
  }
}
