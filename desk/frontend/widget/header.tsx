import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useStore } from "../shared/store";
import { Avatar, Icon } from "./icons";
import { useDesk } from "./words";

/** Who the customer is talking to, honestly, and the few things that can be done with the chat. */
export function Header(): JSX.Element {
  const { session, t } = useDesk();
  return (
    <header class="bar">
      <button type="button" class="icon-button flips" aria-label={t("back")} onClick={() => session.goHome()}>
        <Icon name="back" />
      </button>
      <Who />
      <Menu />
      <button type="button" class="icon-button" aria-label={t("close")} onClick={() => session.close()}>
        <Icon name="close" />
      </button>
    </header>
  );
}

function Who(): JSX.Element {
  const { session, config, t } = useDesk();
  const conversation = useStore(session.store, (state) => state.thread?.conversation ?? null);
  const agent = conversation?.agent ?? null;
  const name = agent?.name ?? config.inbox.bot_name;
  return (
    <div class="who">
      <Avatar kind={agent ? "agent" : "bot"} name={name} />
      <div class="who-words">
        <h1 tabIndex={-1}>
          <span class="who-name">{name}</span>
          <span class={`chip ${agent ? "chip-agent" : "chip-bot"}`}>{t(agent ? "role.agent" : "role.bot_long")}</span>
        </h1>
        <p class="soft">{t(`header.${conversation?.status ?? "bot"}`)}</p>
      </div>
    </div>
  );
}

function Menu(): JSX.Element | null {
  const { session, t } = useDesk();
  const status = useStore(session.store, (state) => state.thread?.conversation.status ?? null);
  const menu = useRef<HTMLDivElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  if (status === null) return null;
  const pick = (action: () => void) => {
    menu.current?.hidePopover();
    action();
  };
  return (
    <>
      <button type="button" class="icon-button" aria-label={t("menu")} popovertarget="chat-menu">
        <Icon name="more" />
      </button>
      <div ref={menu} id="chat-menu" class="menu" popover="auto">
        <button type="button" onClick={() => pick(() => session.newThread())}>
          {t("chat.new_chat")}
        </button>
        {status !== "closed" && (
          <button type="button" onClick={() => pick(() => dialog.current?.showModal())}>
            {t("chat.end")}
          </button>
        )}
      </div>
      <EndDialog dialog={dialog} />
    </>
  );
}

function EndDialog({ dialog }: { dialog: { current: HTMLDialogElement | null } }): JSX.Element {
  const { session, t } = useDesk();
  const end = () => {
    dialog.current?.close();
    void session.verbs.end();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="end-title">
      <h2 id="end-title">{t("end.title")}</h2>
      <p class="soft">{t("end.text")}</p>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {t("end.cancel")}
        </button>
        <button type="button" class="button button-main" onClick={end}>
          {t("end.confirm")}
        </button>
      </div>
    </dialog>
  );
}
