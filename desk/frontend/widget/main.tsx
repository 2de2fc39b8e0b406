import { render } from "preact";
import { direction } from "../shared/i18n";
import { App } from "./app";
import { makeBridge, type Init } from "./bridge";
import { inkOn, textOn } from "./colour";
import { Session } from "./session";
import "./widget.css";
import { chooseLocale, DeskContext, speak, type WidgetConfig } from "./words";

/** The surfaces of the widget on which accent-coloured text has the least contrast. */
const LIGHT_SURFACE = "#f0f0f3";
const DARK_SURFACE = "#2a2d31";

function readConfig(): WidgetConfig {
  const block = document.getElementById("desk-config");
  return JSON.parse(block?.textContent ?? "") as WidgetConfig;
}

/** Any accent may be configured: its ink and its use as text are computed so that they can be read. */
function paint(accent: string): void {
  const { style } = document.documentElement;
  style.setProperty("--accent", accent);
  style.setProperty("--accent-ink", inkOn(accent));
  style.setProperty("--accent-text", `light-dark(${textOn(accent, LIGHT_SURFACE)}, ${textOn(accent, DARK_SURFACE)})`);
  style.setProperty("--focus", "var(--accent-text)");
}

function start(config: WidgetConfig, init: Init, session: Session): void {
  const html = document.documentElement;
  const locale = chooseLocale(init.locale, navigator.languages);
  const t = speak(locale);
  html.lang = locale;
  html.dir = direction(locale);
  if (init.theme !== "auto") html.dataset["theme"] = init.theme;
  document.title = t("title");
  const root = document.getElementById("desk");
  if (!root) return;
  render(
    <DeskContext.Provider value={{ session, config, t, locale }}>
      <App />
    </DeskContext.Provider>,
    root,
  );
  session.start();
}

function main(): void {
  const config = readConfig();
  const bridge = makeBridge(config.inbox.key, config.inbox.accent);
  let session: Session | null = null;
  paint(config.inbox.accent);
  bridge.start({
    onInit: (init) => {
      if (session) return;
      session = new Session(config.inbox.key, init, bridge);
      start(config, init, session);
    },
    onShown: (isFull) => session?.shown(isFull),
    onHidden: () => session?.hidden(),
    onDraft: (text) => session?.draft(text),
    onIdentify: (jwt) => session?.identify(jwt),
    onLogout: () => session?.logout(),
  });
}

main();
