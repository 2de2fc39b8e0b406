import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useStore } from "../shared/store";
import { Icon } from "./icons";
import { draftOf } from "./state";
import { useDesk } from "./words";

const COUNTER_FROM = 3_600;
const MAX_LINES_PX = 148;

/** Where the customer writes. The draft is kept for as long as the tab is open. */
export function Composer(): JSX.Element {
  const { session, config, t } = useDesk();
  const text = useStore(session.store, draftOf);
  const box = useRef<HTMLTextAreaElement>(null);
  const length = [...text].length;
  const isReady = text.trim() !== "" && length <= config.message_limit;
  const isShown = useStore(session.store, (state) => state.isShown);
  useAutoGrow(box, text, isShown);

  const send = (event: Event) => {
    event.preventDefault();
    if (!isReady) return;
    session.say(text.trim());
    session.write("");
    box.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const isPlainEnter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (isPlainEnter && !isTouch()) send(event);
  };
  return (
    <form class="composer" onSubmit={send}>
      <label class="only-heard" for="composer">
        {t("send.label")}
      </label>
      <textarea
        ref={box}
        id="composer"
        rows={1}
        dir="auto"
        placeholder={t("send.placeholder")}
        value={text}
        onInput={(event) => session.write(event.currentTarget.value)}
        onKeyDown={onKey}
        aria-describedby={length >= COUNTER_FROM ? "composer-left" : undefined}
      />
      <button type="submit" class="send" aria-label={t("send.button")} aria-disabled={!isReady}>
        <Icon name="send" />
      </button>
      {length >= COUNTER_FROM && <Counter left={config.message_limit - length} />}
    </form>
  );
}

function Counter({ left }: { left: number }): JSX.Element {
  const { t } = useDesk();
  return (
    <p id="composer-left" class={`counter ${left < 0 ? "over" : ""}`}>
      {left < 0 ? t("send.over", { count: -left }) : t("send.left", { count: left })}
    </p>
  );
}

function isTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** As high as its text, which can only be measured while it is on the screen. */
function useAutoGrow(box: { current: HTMLTextAreaElement | null }, text: string, isShown: boolean): void {
  useLayoutEffect(() => {
    const area = box.current;
    if (!area || !isShown) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, MAX_LINES_PX)}px`;
  }, [box, text, isShown]);
}
