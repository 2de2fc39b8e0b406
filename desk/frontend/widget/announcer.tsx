import type { JSX } from "preact";
import { plainText } from "../shared/markdown";
import { useStore } from "../shared/store";
import { lineOf } from "./items";
import type { Thread } from "./state";
import { useDesk, type Desk } from "./words";

const HEARD_LENGTH = 500;

/** The one polite live region: it says the newest finished message, once, and nothing of the history. */
export function Announcer(): JSX.Element {
  const desk = useDesk();
  const thread = useStore(desk.session.store, (state) => state.thread);
  return (
    <p class="only-heard" role="status" aria-live="polite">
      {thread ? newest(desk, thread) : ""}
    </p>
  );
}

function newest(desk: Desk, thread: Thread): string {
  for (let index = thread.events.length - 1; index >= 0; index -= 1) {
    const event = thread.events[index];
    if (!event || event.seq <= thread.liveFrom) return "";
    const line = lineOf(event);
    if (line) return desk.t(line.key, line.values);
    if (event.type !== "message.posted") continue;
    const { author, text } = event.data.message;
    return author.kind === "customer" ? "" : said(desk, author.name || desk.config.inbox.bot_name, plainText(text));
  }
  return "";
}

function said({ t }: Desk, name: string, text: string): string {
  const characters = [...text];
  if (characters.length <= HEARD_LENGTH) return t("chat.said", { name, text });
  return t("chat.said_long", { name, text: characters.slice(0, HEARD_LENGTH).join("") });
}
