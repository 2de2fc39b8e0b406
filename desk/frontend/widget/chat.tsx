import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useStore } from "../shared/store";
import { Composer } from "./composer";
import { Header } from "./header";
import { Icon } from "./icons";
import { Thread } from "./thread";
import { useDesk } from "./words";

const BAR_AFTER_MS = 1_500;

export function Chat(): JSX.Element {
  const { session } = useDesk();
  useKeptFocus();
  const isClosed = useStore(session.store, (state) => state.thread?.conversation.status === "closed");
  return (
    <div class="chat">
      <Header />
      <ConnectionBar />
      <Thread />
      <footer class="chat-foot">
        <Problem />
        {isClosed ? <Ended /> : <Writing />}
      </footer>
    </div>
  );
}

/** A button that goes away when it is pressed does not take the focus with it. */
function useKeptFocus(): void {
  const { session } = useDesk();
  useStore(session.store);
  useEffect(() => {
    if (!document.hasFocus() || document.activeElement !== document.body || !session.state.isShown) return;
    const isTouch = matchMedia("(pointer: coarse)").matches;
    document.querySelector<HTMLElement>(isTouch ? ".log" : "#composer, .ended button")?.focus({ preventScroll: true });
  });
}

function Writing(): JSX.Element {
  const { session, t } = useDesk();
  const status = useStore(session.store, (state) => state.thread?.conversation.status ?? "bot");
  return (
    <>
      {status === "bot" && <HumanDoor />}
      {status === "resolved" && <p class="foot-hint soft">{t("resolved.hint")}</p>}
      <Composer />
    </>
  );
}

/** The way to a person, always there while the bot answers. */
function HumanDoor(): JSX.Element {
  const { session, t } = useDesk();
  const isAsking = useStore(session.store, (state) => state.isAskingForHuman);
  return (
    <button type="button" class="human" aria-disabled={isAsking} onClick={() => !isAsking && void session.verbs.askForHuman()}>
      <Icon name="person" size={16} /> {t(isAsking ? "chat.human_asked" : "chat.human")}
    </button>
  );
}

function Ended(): JSX.Element {
  const { session, t } = useDesk();
  return (
    <div class="ended">
      <button type="button" class="button button-main" onClick={() => session.newThread()}>
        {t("chat.new_chat")}
      </button>
    </div>
  );
}

function Problem(): JSX.Element | null {
  const { session, t } = useDesk();
  const problem = useStore(session.store, (state) => state.problem);
  if (!problem) return null;
  return (
    <p class="problem" role="alert">
      <span>{t(`problem.${problem}`)}</span>
      <button type="button" class="text-button" onClick={() => session.dismissProblem()}>
        {t("problem.dismiss")}
      </button>
    </p>
  );
}

/** Says that the connection is gone, and what that means, once it has been gone for a moment. */
export function ConnectionBar(): JSX.Element | null {
  const { session, t } = useDesk();
  const isOnline = useStore(session.store, (state) => state.connection === "online");
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    const timer = setTimeout(() => setLate(true), BAR_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isOnline]);
  if (isOnline || !isLate) return null;
  return (
    <p class="offline" role="status">
      {t("offline.bar")}
    </p>
  );
}
