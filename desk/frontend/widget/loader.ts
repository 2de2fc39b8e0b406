/**
 * The one script on a customer's web site: a launcher button, and the chat's frame on first open.
 *
 * It touches nothing of the host page, asks nothing of any other host, and never throws.
 */
import { inkOn } from "./colour";
import { picture, sheet } from "./loader_look";
import { announce, type Api, type EventName, type Listener, takeQueue } from "./loader_api";

interface Settings {
  key: string;
  base: string;
  side: "left" | "right";
  colour: string;
  theme: string;
  locale: string;
  isHidden: boolean;
  jwt: string | null;
}

/** What the chat keeps on the host page; `isForgotten` after a logout, until the chat has heard of it. */
interface Kept {
  token?: string | null;
  conversation_id?: string | null;
  who?: string | null;
  isForgotten?: boolean;
}

type FromFrame =
  | { desk: "ready"; accent: string }
  | ({ desk: "store" } & Kept)
  | { desk: "warn"; message: string }
  | { desk: "unread"; count: number; preview: string }
  | { desk: "close" };

const FULL_SCREEN = "(max-width: 600px)";
const SHOWN_AT_MOST = 99;

type Given = Record<string, string | boolean> & { user?: { jwt?: string } };

function readSettings(script: HTMLScriptElement): Settings {
  const { user, ...given } = (window as { deskSettings?: Given }).deskSettings ?? {};
  const pick = (name: string, other: string) => String(script.dataset[name] ?? given[name] ?? other);
  return {
    key: pick("key", ""),
    base: new URL(pick("baseUrl", script.src), location.href).origin,
    side: pick("position", "right") === "left" ? "left" : "right",
    colour: pick("color", ""),
    theme: pick("theme", "auto"),
    locale: pick("locale", "auto"),
    isHidden: pick("hideLauncher", "") === "true",
    jwt: user?.jwt ?? null,
  };
}

class Loader {
  private readonly host = document.createElement("div");
  private readonly launcher = document.createElement("button");
  private readonly panel = document.createElement("div");
  private readonly badge = document.createElement("span");
  private readonly card = document.createElement("button");
  private readonly listeners = new Map<EventName, Set<Listener>>();
  private frame: HTMLIFrameElement | null = null;
  private isReady = false;
  private isOpen = false;
  private draft: string | null = null;
  private jwt: string | null;
  private shownPreview = "";
  private inert: Element[] = [];

  constructor(private readonly settings: Settings) {
    this.jwt = settings.jwt;
    const root = this.host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet(settings.side)];
    this.launcher.hidden = settings.isHidden;
    this.buildLauncher();
    this.buildPanel();
    root.append(this.panel, this.card, this.launcher);
    this.host.id = "desk-widget";
    document.body.append(this.host);
    this.listen(root);
    if (settings.colour) this.paint(settings.colour);
    if (this.kept().conversation_id) this.whenIdle(() => this.makeFrame());
  }

  readonly api: Api = {
    open: (draft) => this.open(draft),
    close: () => this.close(),
    toggle: () => (this.isOpen ? this.close() : this.open()),
    show: () => void (this.launcher.hidden = false),
    hide: () => {
      this.close();
      this.launcher.hidden = true;
    },
    identify: ({ jwt }) => {
      this.jwt = String(jwt);
      if (this.isReady) this.say({ desk: "identify", jwt: this.jwt });
    },
    logout: () => {
      this.jwt = null;
      this.keep({ isForgotten: true });
      if (this.isReady) this.say({ desk: "logout" });
    },
    on: (name, listener) => {
      this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(listener));
      if (name === "ready") listener(null);
    },
    off: (name, listener) => void this.listeners.get(name)?.delete(listener),
  };

  private buildLauncher(): void {
    this.launcher.type = "button";
    this.launcher.className = "launcher";
    this.launcher.setAttribute("aria-controls", "panel");
    this.badge.className = "badge";
    this.badge.setAttribute("aria-hidden", "true");
    this.launcher.append(picture(), this.badge);
    this.launcher.onclick = () => this.api.toggle();
    this.launcher.onpointerenter = this.launcher.onfocus = () => this.preconnect();
    this.card.type = "button";
    this.card.className = "card";
    this.card.hidden = true;
    this.card.onclick = () => this.open();
    this.label(0);
  }

  private buildPanel(): void {
    this.panel.id = "panel";
    this.panel.className = "panel";
    this.panel.setAttribute("role", "dialog");
    this.panel.setAttribute("aria-label", "Chat");
    this.panel.hidden = true;
  }

  private listen(root: ShadowRoot): void {
    window.addEventListener("message", (event) => {
      if (event.origin !== this.settings.base || event.source !== this.frame?.contentWindow) return;
      this.hear(event.data as FromFrame);
    });
    root.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key === "Escape") this.close();
    });
    matchMedia(FULL_SCREEN).addEventListener("change", () => this.isOpen && this.contain());
  }

  private hear(message: FromFrame): void {
    if (message.desk === "ready") this.greet(message.accent);
    else if (message.desk === "store") this.keep(message);
    else if (message.desk === "warn") console.warn("Desk:", message.message);
    else if (message.desk === "unread") this.unread(message.count, message.preview);
    else if (message.desk === "close") this.close();
  }

  private greet(accent: string): void {
    const { token = null, conversation_id = null, who = null, isForgotten = false } = this.kept();
    const { theme, locale } = this.settings;
    const page = { title: document.title, url: location.href };
    this.say({ desk: "init", token, conversation_id, who, isForgotten, jwt: this.jwt, theme, locale, page });
    this.isReady = true;
    if (!this.settings.colour) this.paint(accent);
    if (this.isOpen) this.sayShown();
  }

  private say(message: object): void {
    this.frame?.contentWindow?.postMessage(message, this.settings.base);
  }

  private sayShown(): void {
    this.say({ desk: "shown", isFull: matchMedia(FULL_SCREEN).matches });
    if (this.draft !== null) this.say({ desk: "draft", text: this.draft });
    this.draft = null;
  }

  private makeFrame(): void {
    if (this.frame) return;
    const { base, key } = this.settings;
    this.frame = document.createElement("iframe");
    this.frame.title = "Chat";
    this.frame.src = `${base}/widget/frame?inbox=${encodeURIComponent(key)}#origin=${encodeURIComponent(location.origin)}`;
    this.panel.append(this.frame);
  }

  private open(draft?: string): void {
    if (draft !== undefined) this.draft = String(draft);
    this.makeFrame();
    this.isOpen = true;
    this.panel.hidden = false;
    this.card.hidden = true;
    this.host.classList.add("open");
    this.contain();
    this.label(0);
    this.frame?.focus();
    if (this.isReady) this.sayShown();
    this.tell("open", null);
  }

  private close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.panel.hidden = true;
    this.host.classList.remove("open");
    this.contain();
    this.label(0);
    this.launcher.focus();
    this.say({ desk: "hidden" });
    this.tell("close", null);
  }

  /** Full screen on a phone the chat is all there is: the page behind it takes no focus and does not scroll. */
  private contain(): void {
    const isModal = this.isOpen && matchMedia(FULL_SCREEN).matches;
    for (const element of this.inert) element.removeAttribute("inert");
    this.inert = [];
    this.panel.removeAttribute("aria-modal");
    document.documentElement.style.overflow = isModal ? "hidden" : "";
    if (!isModal) return;
    this.panel.setAttribute("aria-modal", "true");
    this.inert = [...document.body.children].filter((each) => each !== this.host && !each.hasAttribute("inert"));
    for (const element of this.inert) element.setAttribute("inert", "");
  }

  private unread(count: number, preview: string): void {
    this.label(count);
    const isNew = count > 0 && preview !== "" && preview !== this.shownPreview;
    if (isNew) this.shownPreview = preview;
    if (isNew) this.card.textContent = preview;
    this.card.hidden = this.isOpen || count === 0 || !(isNew || !this.card.hidden);
    this.tell("unread", count);
    if (isNew) this.tell("message", preview);
  }

  private label(count: number): void {
    const news = count === 0 ? "" : `, ${count} unread message${count === 1 ? "" : "s"}`;
    this.launcher.setAttribute("aria-label", this.isOpen ? "Close chat" : `Open chat${news}`);
    this.launcher.setAttribute("aria-expanded", String(this.isOpen));
    this.badge.textContent = count > SHOWN_AT_MOST ? `${SHOWN_AT_MOST}+` : String(count || "");
    this.badge.hidden = count === 0 || this.isOpen;
  }

  private paint(colour: string): void {
    this.host.style.setProperty("--accent", colour);
    this.host.style.setProperty("--ink", inkOn(colour));
  }

  private preconnect(): void {
    if (this.frame || this.settings.base === location.origin || this.host.querySelector("link")) return;
    const link = document.createElement("link");
    link.rel = "preconnect";
    link.href = this.settings.base;
    this.host.append(link);
  }

  private kept(): Kept {
    try {
      return JSON.parse(localStorage.getItem(`desk:${this.settings.key}`) ?? "{}");
    } catch {
      return {};
    }
  }

  private keep({ token, conversation_id, who, isForgotten }: Kept): void {
    try {
      localStorage.setItem(`desk:${this.settings.key}`, JSON.stringify({ token, conversation_id, who, isForgotten }));
    } catch {
      return;
    }
  }

  private whenIdle(work: () => void): void {
    if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 3_000 });
    else setTimeout(work, 1_000);
  }

  private tell(name: EventName, value: unknown): void {
    announce(this.listeners.get(name), value);
  }
}

function start(script: HTMLScriptElement | null): void {
  if (!script || document.getElementById("desk-widget")) return;
  const run = () => {
    try {
      if (!document.getElementById("desk-widget")) takeQueue(new Loader(readSettings(script)).api);
    } catch (error) {
      console.warn("The chat could not be started.", error);
    }
  };
  if (document.body) run();
  else document.addEventListener("DOMContentLoaded", run);
}

start(document.currentScript as HTMLScriptElement | null);
