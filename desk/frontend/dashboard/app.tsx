/** The panes of the dashboard, and the keys that move between them. */
import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../shared/store";
import type { StaffConfig } from "../shared/ui/config";
import { IconButton } from "../shared/ui/button";
import { ConnectionBar } from "../shared/ui/connection";
import { Rail } from "../shared/ui/rail";
import { areKeysOn } from "../shared/ui/keys";
import type { MenuItem } from "../shared/ui/menu";
import { Toasts } from "../shared/ui/toast";
import { run } from "./commands";
import { Context } from "./context";
import type { Desk } from "./desk";
import { OpenDialog } from "./dialogs";
import { hear } from "./keyboard";
import { ConversationList } from "./list";
import { askToNotify, mayAskToNotify } from "./notify";
import { Offers } from "./offers";
import { unreadCount } from "./select";
import type { State } from "./state";
import { ThreadPane } from "./thread";
import { VIEW_WORDS, Views } from "./views";

const GOING_MS = 1_500;

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** Single keys as commands, except where somebody types or a dialog is open. */
function useKeys(desk: Desk): void {
  const goingSince = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const press = {
        key: event.key,
        isInField: isField(event.target),
        isInDialog: document.querySelector("dialog[open], [popover]:popover-open") !== null,
        areKeysOn: areKeysOn(),
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
      };
      const { command, isGoing } = hear(press, Date.now() - goingSince.current < GOING_MS);
      goingSince.current = isGoing ? Date.now() : 0;
      if (command === null) return;
      event.preventDefault();
      run(desk, command);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [desk]);
}

/** The tab's title: how many of mine are unread, and where I am. */
function useTitle(state: State): void {
  const unread = unreadCount(state);
  const title = `${unread > 0 ? `(${unread}) ` : ""}${VIEW_WORDS[state.route.view]} · the desk`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

function noticeItems(): MenuItem[] {
  return mayAskToNotify() ? [{ label: "Notify me on this computer", icon: "inbox", run: askToNotify }] : [];
}

export function App({ desk, config }: { desk: Desk; config: StaffConfig }) {
  const state = useStore(desk.store);
  useKeys(desk);
  useTitle(state);
  const { thread, route } = state;
  const row = route.id === null ? undefined : state.rows[route.id];
  const hasContext = state.isContextOpen && thread?.phase === "ready" && row !== undefined;
  return (
    <div class={`app${route.id === null ? "" : " app-open"}${hasContext ? " app-context" : ""}`}>
      <ConnectionBar state={state.connection} kept="Messages you send are kept and go out by themselves." />
      <div class="panes">
        <Rail config={config} here="inbox" unread={unreadCount(state)} extra={noticeItems()}>
          <IconButton icon="help" name="Keyboard help" onClick={() => run(desk, "help")} />
        </Rail>
        <main class="work">
          <h1 class="sr-only">Inbox: {VIEW_WORDS[route.view]}</h1>
          <div class="side">
            <Views desk={desk} state={state} />
            <ConversationList desk={desk} state={state} />
          </div>
          <section class="thread" aria-label="Open conversation">
            <ThreadPane desk={desk} state={state} />
          </section>
        </main>
        {hasContext && <Context desk={desk} thread={thread} row={row} view={route.view} />}
      </div>
      <Offers desk={desk} state={state} />
      <OpenDialog desk={desk} state={state} row={row} />
      <Toasts toasts={state.toasts} dismiss={(id) => desk.store.dispatch({ type: "toast.dismissed", id })} />
    </div>
  );
}
