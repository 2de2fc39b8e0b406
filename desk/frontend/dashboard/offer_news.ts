/** What an event means for whoever had an offer, or made one. */
import type { StaffConversation, StaffEvent } from "../shared/staff.gen";
import { notice, type Toast } from "../shared/ui/toast";
import { namesOf } from "../shared/ui/words";
import { offerTo } from "./select";

export function offerNews(before: StaffConversation, event: StaffEvent, me: string): Toast | null {
  if (event.actor.id === me) return null;
  return toOffered(before, event, me) ?? toOwner(before, event, me);
}

/** What was offered to me is so no longer. */
function toOffered(before: StaffConversation, event: StaffEvent, me: string): Toast | null {
  if (!offerTo(before, me)) return null;
  const { name } = before.customer;
  if (event.type === "conversation.offer_ended") {
    const isMine = event.data.agents.some(({ id }) => id === me);
    return isMine ? notice("plain", `No longer offered to you: ${name}`) : null;
  }
  if (!("status" in event.data) || event.data.agent?.id === me) return null;
  const { agent } = event.data;
  return agent && agent.id !== before.agent?.id
    ? notice("plain", `Taken by ${agent.name}`, name)
    : notice("plain", `No longer offered to you: ${name}`);
}

/** What came of my asking a colleague. */
function toOwner(before: StaffConversation, event: StaffEvent, me: string): Toast | null {
  if (before.agent?.id !== me || before.offers.length === 0) return null;
  const { name } = before.customer;
  if (event.type === "conversation.transferred" && event.data.agent) return notice("plain", `${event.data.agent.name} took it`, name);
  if (event.type !== "conversation.offer_ended") return null;
  const who = namesOf(event.data.agents);
  const isDeclined = event.data.answer === "declined";
  const because = event.data.reason === "" ? "" : `: ${event.data.reason}`;
  return notice("plain", `${who} ${isDeclined ? "declined" : "did not answer"}`, `${name} stays with you${because}`, null, before.id);
}
