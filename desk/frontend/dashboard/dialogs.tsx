/** What a verb asks before it is done: to whom, and why. */
import type { TargetedEvent } from "preact";
import { useState } from "preact/hooks";
import type { Colleague, StaffConversation, Transfer } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { AVAILABILITY_WORDS } from "../shared/ui/words";
import type { Desk } from "./desk";
import { KEY_WORDS } from "./keyboard";
import type { DialogName, Leaving, State } from "./state";

interface Props {
  desk: Desk;
  state: State;
  row: StaffConversation;
  close: () => void;
}

function read(event: TargetedEvent<HTMLFormElement>): FormData {
  event.preventDefault();
  return new FormData(event.currentTarget);
}

function Foot({ label, close, isDangerous = false }: { label: string; close: () => void; isDangerous?: boolean }) {
  return (
    <div class="dialog-foot">
      <Button onClick={close}>Cancel</Button>
      <Button type="submit" weight={isDangerous ? "danger" : "primary"}>{label}</Button>
    </div>
  );
}

function Person({ colleague }: { colleague: Colleague }) {
  const isHere = colleague.is_present ? AVAILABILITY_WORDS[colleague.availability] : "Not here";
  return (
    <label class="person">
      <input type="radio" name="to" value={`agent ${colleague.id}`} required />
      <span class={`dot dot-${colleague.is_present ? colleague.availability : "offline"}`} />
      <span class="person-name">{colleague.name}</span>
      <span class="soft tabular">{isHere} · {colleague.load} of {colleague.capacity}</span>
    </label>
  );
}

/** Those who are here and have room come first. */
function bestFirst(state: State, row: StaffConversation): Colleague[] {
  const room = (each: Colleague) => (each.is_present && each.availability === "online" ? each.capacity - each.load : -1);
  return (state.people?.colleagues ?? [])
    .filter((each) => each.id !== state.me.id && each.id !== row.agent?.id)
    .sort((one, other) => room(other) - room(one) || one.name.localeCompare(other.name));
}

function AssignDialog({ desk, state, row, close }: Props) {
  const people = bestFirst(state, row);
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    const agent_id = String(read(event).get("to")).replace("agent ", "");
    close();
    void desk.act("conversation.assign", { conversation_id: row.id, agent_id });
  };
  return (
    <Dialog title={`Assign ${row.customer.name}`} onClose={close}>
      <form class="dialog-form" onSubmit={submit}>
        <fieldset class="field">
          <legend>To</legend>
          <div class="people">{people.map((each) => <Person key={each.id} colleague={each} />)}</div>
          {people.length === 0 && <p class="soft">There is no colleague to assign it to.</p>}
        </fieldset>
        <Foot label="Assign" close={close} />
      </form>
    </Dialog>
  );
}

/** What was chosen, as the command names it; only a colleague can be asked first. */
function target(chosen: string, isWarm: boolean): Partial<Transfer> {
  const at = chosen.indexOf(" ");
  const [kind, id] = [chosen.slice(0, at), chosen.slice(at + 1)];
  if (kind === "agent") return { agent_id: id, is_warm: isWarm };
  return kind === "team" ? { team_id: id } : { skill: id };
}

function Queue({ value, name, hint }: { value: string; name: string; hint: string }) {
  return (
    <label class="person">
      <input type="radio" name="to" value={value} required />
      <span class="person-name">{name}</span>
      <span class="soft">{hint}</span>
    </label>
  );
}

function TransferDialog({ desk, state, row, close }: Props) {
  const [isToAgent, setToAgent] = useState(false);
  const { teams = [], skills = [] } = state.people ?? {};
  const choose = (event: TargetedEvent<HTMLElement, Event>) => {
    if (event.target instanceof HTMLInputElement) setToAgent(event.target.value.startsWith("agent "));
  };
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    const form = read(event);
    if (String(form.get("reason")).trim() === "") return;
    const reason = String(form.get("reason")).trim();
    const to = target(String(form.get("to")), form.get("is_warm") !== null);
    close();
    void desk.act("conversation.transfer", { conversation_id: row.id, reason, ...to });
  };
  return (
    <Dialog title={`Transfer ${row.customer.name}`} onClose={close}>
      <form class="dialog-form" onSubmit={submit}>
        <fieldset class="field">
          <legend>To</legend>
          <div class="people" onChange={choose}>
            {bestFirst(state, row).map((each) => <Person key={each.id} colleague={each} />)}
            {teams.map((team) => <Queue key={team.id} value={`team ${team.id}`} name={team.name} hint="Team queue" />)}
            {skills.map((skill) => <Queue key={skill} value={`skill ${skill}`} name={skill} hint="Whoever knows it" />)}
          </div>
        </fieldset>
        <label class="ask-first">
          <input type="checkbox" name="is_warm" disabled={!isToAgent} />
          <span>Ask first: it stays with you until they accept</span>
        </label>
        <label class="field">
          <span>Why (your team sees this)</span>
          <textarea class="input" name="reason" rows={2} maxLength={500} required />
        </label>
        <Foot label="Transfer" close={close} />
      </form>
    </Dialog>
  );
}

const REASONED = {
  requeue: { title: "Return to the queue", label: "Return to queue", text: "The next free agent gets it. The customer is told that they wait again." },
  hand_back: { title: "Hand back to the assistant", label: "Hand back", text: "The assistant answers from now on." },
  close: { title: "Close for good", label: "Close", text: "The conversation takes no more messages. A customer who writes again starts a new one." },
} as const;

function ReasonDialog({ desk, row, verb, close }: Props & { verb: keyof typeof REASONED }) {
  const { title, label, text } = REASONED[verb];
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    const reason = String(read(event).get("reason")).trim();
    close();
    void desk.act(`conversation.${verb}`, { conversation_id: row.id, reason });
  };
  return (
    <Dialog title={title} onClose={close}>
      <form class="dialog-form" onSubmit={submit}>
        <p class="soft">{text}</p>
        <label class="field">
          <span>Why (optional, your team sees this)</span>
          <textarea class="input" name="reason" rows={2} maxLength={500} />
        </label>
        <Foot label={label} close={close} isDangerous={verb === "close"} />
      </form>
    </Dialog>
  );
}

function HelpDialog({ close }: { close: () => void }) {
  return (
    <Dialog title="Keyboard" onClose={close}>
      <dl class="keys">
        {KEY_WORDS.map(([keys, words]) => (
          <div key={keys}>
            <dt>{keys.split(" ").map((key) => (key === "then" ? " then " : key === "" ? "" : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function LeavingDialog({ desk, state, leaving, close }: Pick<Props, "desk" | "state" | "close"> & { leaving: Leaving }) {
  const load = state.people?.me.load ?? 0;
  const leave = (returnsChats: boolean) => {
    close();
    void desk.setAvailability(leaving, returnsChats);
  };
  return (
    <Dialog title={`Set to ${leaving} with open conversations`} onClose={close}>
      <p>
        You have {load === 1 ? "1 conversation" : `${load} conversations`}. Nothing new comes to you in either case. Returned ones
        go in front of all who wait, and their customers are told that they wait again.
      </p>
      <div class="dialog-foot">
        <Button onClick={() => leave(true)}>Return them to the queue</Button>
        <Button weight="primary" onClick={() => leave(false)}>Keep them</Button>
      </div>
    </Dialog>
  );
}

export function OpenDialog({ desk, state, row }: { desk: Desk; state: State; row: StaffConversation | undefined }) {
  const name: DialogName | null = state.dialog;
  const close = () => desk.store.dispatch({ type: "dialog.closed" });
  if (name === null) return null;
  if (name === "help") return <HelpDialog close={close} />;
  if (name === "away" || name === "offline") return <LeavingDialog desk={desk} state={state} leaving={name} close={close} />;
  if (!row) return null;
  const props = { desk, state, row, close };
  if (name === "assign") return <AssignDialog {...props} />;
  if (name === "transfer") return <TransferDialog {...props} />;
  return <ReasonDialog {...props} verb={name} />;
}
