import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../shared/store";
import { Announcer } from "./announcer";
import { Chat } from "./chat";
import { Home } from "./home";
import { useDesk } from "./words";

export function App(): JSX.Element {
  const { session } = useDesk();
  const screen = useStore(session.store, (state) => state.screen);
  const root = useRef<HTMLDivElement>(null);
  useFocus(root);
  useEscape();
  return (
    <div ref={root} class="app">
      {screen === "home" ? <Home /> : <Chat />}
      <Announcer />
    </div>
  );
}

/** Opening the chat, or changing its screen, puts the focus where the customer goes on. */
function useFocus(root: { current: HTMLElement | null }): void {
  const { session } = useDesk();
  const isShown = useStore(session.store, (state) => state.isShown);
  const screen = useStore(session.store, (state) => state.screen);
  const threadId = useStore(session.store, (state) => state.threadId);
  useEffect(() => {
    if (!isShown) return;
    const isTouch = matchMedia("(pointer: coarse)").matches;
    const wanted = screen === "chat" && !isTouch ? "#composer" : "h1";
    (root.current?.querySelector<HTMLElement>(wanted) ?? root.current?.querySelector("h1"))?.focus({ preventScroll: true });
  }, [isShown, screen, threadId === null]);
}

function useEscape(): void {
  const { session } = useDesk();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTaken = event.isComposing || document.querySelector(":popover-open, dialog[open]");
      if (event.key === "Escape" && !isTaken) session.close();
    };
    const onSeen = () => session.markRead();
    document.addEventListener("keydown", onKey);
    document.addEventListener("visibilitychange", onSeen);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("visibilitychange", onSeen);
    };
  }, [session]);
}
