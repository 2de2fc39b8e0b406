/** The verbs as commands: from a key, a button or a menu they all come through here. */
import type { StaffConversation } from "../shared/staff.gen";
import { notice } from "../shared/ui/toast";
import type { Desk } from "./desk";
import type { Command } from "./keyboard";
import { VIEWS } from "./route";
import { neighbour } from "./select";
import type { DialogName, Draft, Leaving } from "./state";
import { allows, mayReply, type Verb } from "./verbs";

function openRow(desk: Desk): StaffConversation | undefined {
  const { thread, rows } = desk.store.state;
  return thread ? rows[thread.id] : undefined;
}

/** What a key or a button asks for; what the status does not allow is not done. */
export function run(desk: Desk, command: Command): void {
  const view = VIEWS.find((each) => command === `view.${each}`);
  if (view) return desk.go({ view, id: null });
  const row = openRow(desk);
  switch (command) {
    case "help":
      return desk.store.dispatch({ type: "dialog.opened", dialog: "help" });
    case "next":
      return step(desk, 1);
    case "previous":
      return step(desk, -1);
    case "open":
      return openFocused();
    case "context":
      return desk.store.dispatch({ type: "context.toggled" });
    case "leave":
      return leave();
    case "reply":
    case "note":
      if (row) write(desk, row, command);
      return;
    case "take_over":
      if (row) void takeOver(desk, row);
      return;
    case "resolve":
      if (row) void resolve(desk, row);
      return;
    case "transfer":
      if (row) ask(desk, row, "transfer");
      return;
  }
}

export async function takeOver(desk: Desk, row: StaffConversation): Promise<void> {
  const verb: Verb = row.status === "resolved" ? "reopen" : "take_over";
  if (!allows(row, verb, desk.store.state.me.id)) return;
  const isDone = await desk.act("conversation.take_over", { conversation_id: row.id });
  if (isDone) focusComposer();
}

export async function resolve(desk: Desk, row: StaffConversation): Promise<void> {
  if (!allows(row, "resolve", desk.store.state.me.id)) return;
  const isDone = await desk.act("conversation.resolve", { conversation_id: row.id });
  if (!isDone) return;
  const undo = { label: "Reopen", run: () => void reopen(desk, row.id) };
  const toast = notice("plain", `Resolved: ${row.customer.name}`, "", undo);
  desk.store.dispatch({ type: "toast.shown", toast });
}

/** Take what is offered to me; of several who accept, the desk says who was first. */
export async function acceptOffer(desk: Desk, row: StaffConversation): Promise<void> {
  const isDone = await desk.act("conversation.accept_offer", { conversation_id: row.id });
  if (!isDone) return;
  await desk.arrive({ view: "mine", id: row.id });
  focusComposer();
}

export async function declineOffer(desk: Desk, row: StaffConversation, reason: string): Promise<void> {
  await desk.act("conversation.decline_offer", { conversation_id: row.id, reason });
}

export async function takeBackOffer(desk: Desk, row: StaffConversation): Promise<void> {
  await desk.act("conversation.take_back_offer", { conversation_id: row.id });
}

async function reopen(desk: Desk, id: string): Promise<void> {
  await desk.act("conversation.take_over", { conversation_id: id });
}

/** Open the dialog that a verb needs, if the status allows the verb. */
export function ask(desk: Desk, row: StaffConversation, dialog: Exclude<DialogName, "help" | Leaving>): void {
  if (allows(row, dialog, desk.store.state.me.id)) desk.store.dispatch({ type: "dialog.opened", dialog });
}

function write(desk: Desk, row: StaffConversation, mode: Draft["mode"]): void {
  if (row.status === "closed") return;
  desk.store.dispatch({ type: "draft.changed", id: row.id, draft: { mode } });
  if (mode === "note" || mayReply(row)) focusComposer();
  else requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-composer=open]")?.focus());
}

export function focusComposer(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-composer=text]")?.focus());
}

function step(desk: Desk, by: 1 | -1): void {
  const id = neighbour(desk.store.state, by);
  if (id === null) return;
  desk.openConversation(id);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus());
}

function openFocused(): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.dataset["row"] !== undefined) focused.click();
}

/** Esc: out of the text field, to the row of what is open. */
function leave(): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement) focused.blur();
  document.querySelector<HTMLElement>(".row[aria-current]")?.focus();
}
