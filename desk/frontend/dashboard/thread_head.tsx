/** Who this is, who is responsible, and what can be done now. */
import type { StaffConversation } from "../shared/staff.gen";
import { clockTime, fullTime } from "../shared/time";
import { Button, IconButton } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { LOCALE } from "../shared/ui/locale";
import { Menu, type MenuItem } from "../shared/ui/menu";
import { Chip } from "../shared/ui/pieces";
import { Since } from "../shared/ui/time";
import { OUTCOME_WORDS, STATUS_TONES, STATUS_WORDS } from "../shared/ui/words";
import { acceptOffer, ask, declineOffer, resolve, run, takeBackOffer } from "./commands";
import type { Desk } from "./desk";
import { offeredTo } from "./row";
import { offerTo } from "./select";
import type { State } from "./state";
import { snoozeChoices } from "./snooze";
import { allows } from "./verbs";

interface Props {
  desk: Desk;
  state: State;
  row: StaffConversation;
}

function Standing({ row, me }: { row: StaffConversation; me: string }) {
  const isMine = row.agent?.id === me;
  return (
    <p class="thread-standing">
      <Chip tone={STATUS_TONES[row.status]}>
        {row.status === "assigned" ? `With ${isMine ? "you" : (row.agent?.name ?? "an agent")}` : STATUS_WORDS[row.status]}
      </Chip>
      {row.offers.length > 0 && <Chip tone="accent" icon="bell">{offeredTo(row.offers, me)}</Chip>}
      {row.waiting_since !== null && row.status !== "bot" && <span class="soft">Waiting <Since at={row.waiting_since} /></span>}
      {row.snoozed_until !== null && <span class="soft">until {fullTime(row.snoozed_until, LOCALE)}</span>}
      {row.team && <span class="soft truncate">{row.team.name}</span>}
      {row.outcome && <span class="soft truncate">{OUTCOME_WORDS[row.outcome]}</span>}
    </p>
  );
}

function snoozeItems(desk: Desk, row: StaffConversation): MenuItem[] {
  return snoozeChoices(new Date()).map(({ label, until }) => ({
    label,
    hint: clockTime(until.toISOString(), LOCALE),
    run: () => void desk.act("conversation.snooze", { conversation_id: row.id, until: until.toISOString() }),
  }));
}

/** The verbs that are needed less often. */
function moreItems(desk: Desk, row: StaffConversation, me: string): MenuItem[] {
  const items: (MenuItem & { isShown: boolean })[] = [
    { label: "Take over", icon: "person", isShown: row.status !== "bot" && row.status !== "queued" && allows(row, "take_over", me), run: () => run(desk, "take_over") },
    { label: "Wake now", icon: "clock", isShown: allows(row, "wake", me), run: () => void desk.act("conversation.wake", { conversation_id: row.id }) },
    { label: "Hand back to the assistant…", icon: "bot", isShown: allows(row, "hand_back", me), run: () => ask(desk, row, "hand_back") },
    { label: "Return to queue…", icon: "queue", isShown: allows(row, "requeue", me), run: () => ask(desk, row, "requeue") },
    { label: "Close…", icon: "close", isDangerous: true, isShown: allows(row, "close", me), run: () => ask(desk, row, "close") },
  ];
  return items.filter((item) => item.isShown);
}

function Actions({ desk, state, row }: Props) {
  const me = state.me.id;
  const isBusy = state.isBusy;
  const isOffered = offerTo(row, me) !== undefined;
  const canTake = (row.status === "bot" || row.status === "queued") && !isOffered && allows(row, "take_over", me);
  const asked = row.agent?.id === me ? row.offers[0] : undefined;
  const more = moreItems(desk, row, me);
  return (
    <div class="thread-actions">
      {isOffered && <Button weight="primary" icon="check" disabled={isBusy} onClick={() => void acceptOffer(desk, row)}>Accept</Button>}
      {isOffered && <Button disabled={isBusy} onClick={() => void declineOffer(desk, row, "")}>Decline</Button>}
      {asked && <Button disabled={isBusy} onClick={() => void takeBackOffer(desk, row)}>Ask {asked.agent.name} no longer</Button>}
      {canTake && <Button weight="primary" icon="person" aria-keyshortcuts="i" disabled={isBusy} onClick={() => run(desk, "take_over")}>Take over</Button>}
      {allows(row, "assign", me) && <Button disabled={isBusy} onClick={() => ask(desk, row, "assign")}>Assign…</Button>}
      {!asked && allows(row, "transfer", me) && <Button icon="pass" aria-keyshortcuts="t" disabled={isBusy} onClick={() => ask(desk, row, "transfer")}>Transfer…</Button>}
      {allows(row, "snooze", me) && (
        <Menu name="Snooze until" button={<><Icon name="clock" size={16} /><span>Snooze</span></>} items={snoozeItems(desk, row)} />
      )}
      {allows(row, "reopen", me) && <Button weight="primary" icon="refresh" disabled={isBusy} onClick={() => run(desk, "take_over")}>Reopen</Button>}
      {allows(row, "resolve", me) && (
        <Button weight={canTake || isOffered ? "plain" : "primary"} icon="check" aria-keyshortcuts="e" disabled={isBusy} onClick={() => void resolve(desk, row)}>Resolve</Button>
      )}
      {more.length > 0 && <Menu name="More actions" title="More actions" buttonClass="icon-button" button={<Icon name="more" />} items={more} />}
    </div>
  );
}

export function ThreadHead({ desk, state, row }: Props) {
  return (
    <header class="thread-head">
      <span class="thread-back">
        <IconButton icon="back" name="Back to the list" onClick={() => desk.go({ view: state.route.view, id: null })} />
      </span>
      <div class="thread-who">
        <h2 class="truncate">{row.customer.name}</h2>
        <Standing row={row} me={state.me.id} />
      </div>
      <Actions desk={desk} state={state} row={row} />
      {!state.isContextOpen && (
        <IconButton
          icon="panel"
          name="Show details"
          aria-keyshortcuts="]"
          onClick={() => desk.store.dispatch({ type: "context.toggled" })}
        />
      )}
    </header>
  );
}
