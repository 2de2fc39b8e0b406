/** One message in the thread; customer, assistant, agent and note each look different. */
import { memo } from "preact/compat";
import type { StaffMessage } from "../shared/staff.gen";
import type { Streaming } from "../shared/stream";
import { Body, Sources } from "../shared/ui/body";
import { How } from "../shared/ui/how";
import { Icon } from "../shared/ui/icon";
import { Avatar, Chip } from "../shared/ui/pieces";
import { Clock } from "../shared/ui/time";

interface Props {
  message: StaffMessage;
  at: string;
  isFirst: boolean;
  me: string;
  /** Whether the customer has read it; null where that is not shown. */
  isRead: boolean | null;
}

export type Look = "customer" | "agent" | "bot" | "note";

function lookOf(message: StaffMessage): Look {
  if (message.is_note) return "note";
  if (message.author.kind === "customer") return "customer";
  return message.author.kind === "bot" ? "bot" : "agent";
}

function Head({ message, at, look, me }: { message: StaffMessage; at: string; look: Look; me: string }) {
  const name = message.author.id !== null && message.author.id === me ? "You" : message.author.name;
  return (
    <p class="message-head">
      <span class="message-name">{name}</span>
      {look === "bot" && <Chip tone="bot">AI</Chip>}
      {look === "note" && <span class="message-lock"><Icon name="lock" size={14} /> Only your team sees this</span>}
      <Clock at={at} />
    </p>
  );
}

function Receipt({ isRead }: { isRead: boolean }) {
  return (
    <p class="message-receipt">
      <Icon name={isRead ? "checks" : "check"} size={14} /> {isRead ? "Read" : "Sent"}
    </p>
  );
}

export const Message = memo(function Message({ message, at, isFirst, me, isRead }: Props) {
  const look = lookOf(message);
  return (
    <article class={`message message-${look}${isFirst ? " message-first" : ""}`}>
      {isFirst && look !== "note" && <Avatar name={message.author.name} kind={look === "bot" ? "bot" : look === "agent" ? "agent" : "customer"} />}
      <div class="message-column">
        {isFirst && <Head message={message} at={at} look={look} me={me} />}
        <div class="bubble" data-at={at}>
          {!isFirst && <span class="sr-only">{message.author.name}: </span>}
          <Body text={message.text} isMarkdown={look === "bot"} />
          {message.is_stopped && <p class="soft message-stopped">The customer stopped this answer here.</p>}
          <Sources sources={message.sources} />
          {message.choices.length > 0 && (
            <p class="soft message-choices">Offered: {message.choices.join(" · ")}</p>
          )}
        </div>
        {message.how && <How how={message.how} />}
        {isRead !== null && <Receipt isRead={isRead} />}
      </div>
    </article>
  );
});

/** The assistant's answer while it is being written. */
export function StreamingMessage({ stream }: { stream: Streaming }) {
  return (
    <article class="message message-bot message-first" aria-busy="true">
      <Avatar name="Assistant" kind="bot" />
      <div class="message-column">
        <p class="message-head">
          <span class="message-name">Assistant</span>
          <Chip tone="bot">AI</Chip>
          <span>is writing…</span>
        </p>
        {stream.text !== "" && (
          <div class="bubble bubble-live">
            <Body text={stream.text} isMarkdown />
          </div>
        )}
      </div>
    </article>
  );
}
