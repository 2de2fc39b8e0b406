/** The frame's side of the talk with the loader on the host page: exact origin, source checked. */

export interface Init {
  token: string | null;
  conversation_id: string | null;
  /** Whom the site vouched for when the chat was last used, and what it signed now. */
  who: string | null;
  jwt: string | null;
  /** The customer left since: nothing that this chat kept is for whoever comes now. */
  isForgotten: boolean;
  theme: "auto" | "light" | "dark";
  locale: string;
  page: { title: string; url: string };
}

type FromLoader =
  | ({ desk: "init" } & Init)
  | { desk: "shown"; isFull: boolean }
  | { desk: "hidden" }
  | { desk: "draft"; text: string }
  | { desk: "identify"; jwt: string }
  | { desk: "logout" };

export interface Listener {
  onInit: (init: Init) => void;
  onShown: (isFull: boolean) => void;
  onHidden: () => void;
  onDraft: (text: string) => void;
  onIdentify: (jwt: string) => void;
  onLogout: () => void;
}

export interface Bridge {
  start: (listener: Listener) => void;
  store: (token: string | null, conversationId: string | null, who: string | null) => void;
  warn: (message: string) => void;
  unread: (count: number, preview: string) => void;
  close: () => void;
}

export function makeBridge(key: string, accent: string): Bridge {
  return window.parent === window ? alone(key) : embedded(accent);
}

function embedded(accent: string): Bridge {
  const origin = new URLSearchParams(location.hash.slice(1)).get("origin") ?? location.origin;
  const say = (message: object) => window.parent.postMessage(message, origin);
  return {
    start(listener) {
      window.addEventListener("message", (event: MessageEvent<FromLoader>) => {
        if (event.source === window.parent && event.origin === origin) hear(event.data, listener);
      });
      say({ desk: "ready", accent });
    },
    store: (token, conversation_id, who) => say({ desk: "store", token, conversation_id, who }),
    warn: (message) => say({ desk: "warn", message }),
    unread: (count, preview) => say({ desk: "unread", count, preview }),
    close: () => say({ desk: "close" }),
  };
}

function hear(message: FromLoader, listener: Listener): void {
  if (message.desk === "init") listener.onInit(message);
  else if (message.desk === "shown") listener.onShown(message.isFull);
  else if (message.desk === "hidden") listener.onHidden();
  else if (message.desk === "draft") listener.onDraft(message.text);
  else if (message.desk === "identify") listener.onIdentify(message.jwt);
  else if (message.desk === "logout") listener.onLogout();
}

/** The frame opened as a page of its own: it keeps for itself what the loader would keep. */
function alone(key: string): Bridge {
  const item = `desk:${key}`;
  return {
    start(listener) {
      const kept = JSON.parse(localStorage.getItem(item) ?? "{}") as Partial<Init>;
      listener.onInit({
        token: kept.token ?? null,
        conversation_id: kept.conversation_id ?? null,
        who: kept.who ?? null,
        jwt: null,
        isForgotten: false,
        theme: "auto",
        locale: "auto",
        page: { title: document.title, url: location.href },
      });
      listener.onShown(true);
    },
    store: (token, conversation_id, who) => localStorage.setItem(item, JSON.stringify({ token, conversation_id, who })),
    warn: (message) => console.warn("Desk:", message),
    unread: () => undefined,
    close: () => window.close(),
  };
}
