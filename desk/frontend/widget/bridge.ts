/** The frame's side of the talk with the loader on the host page: exact origin, source checked. */

export interface Init {
  token: string | null;
  conversation_id: string | null;
  theme: "auto" | "light" | "dark";
  locale: string;
  page: { title: string; url: string };
}

type FromLoader =
  | ({ desk: "init" } & Init)
  | { desk: "shown"; isFull: boolean }
  | { desk: "hidden" }
  | { desk: "draft"; text: string };

export interface Listener {
  onInit: (init: Init) => void;
  onShown: (isFull: boolean) => void;
  onHidden: () => void;
  onDraft: (text: string) => void;
}

export interface Bridge {
  start: (listener: Listener) => void;
  store: (token: string | null, conversationId: string | null) => void;
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
    store: (token, conversation_id) => say({ desk: "store", token, conversation_id }),
    unread: (count, preview) => say({ desk: "unread", count, preview }),
    close: () => say({ desk: "close" }),
  };
}

function hear(message: FromLoader, listener: Listener): void {
  if (message.desk === "init") listener.onInit(message);
  else if (message.desk === "shown") listener.onShown(message.isFull);
  else if (message.desk === "hidden") listener.onHidden();
  else if (message.desk === "draft") listener.onDraft(message.text);
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
        theme: "auto",
        locale: "auto",
        page: { title: document.title, url: location.href },
      });
      listener.onShown(true);
    },
    store: (token, conversation_id) => localStorage.setItem(item, JSON.stringify({ token, conversation_id })),
    unread: () => undefined,
    close: () => window.close(),
  };
}
