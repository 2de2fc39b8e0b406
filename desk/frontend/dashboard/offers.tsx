/** What is offered to me, as cards at the corner: they take no focus, and answer to keys wherever I type. */
import { useEffect, useId, useState } from "preact/hooks";
import type { OpenOffer, StaffConversation } from "../shared/staff.gen";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { languageName } from "../shared/ui/locale";
import { useNow } from "../shared/ui/now";
import { Chip } from "../shared/ui/pieces";
import { Since } from "../shared/ui/time";
import { REASON_TONES, REASON_WORDS } from "../shared/ui/words";
import { acceptOffer, declineOffer } from "./commands";
import type { Desk } from "./desk";
import { altLetter } from "./keyboard";
import { offersToMe } from "./select";
import type { State } from "./state";

const SOON_S = 10;
const SHOWN = 3; // the others are in the view of offers

/** Alt+Y and Alt+D answer what ends first, whatever has the focus. */
function useAnswerKeys(desk: Desk): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const letter = altLetter(event);
      const first = letter === "y" || letter === "d" ? offersToMe(desk.store.state)[0] : undefined;
      if (!first) return;
      event.preventDefault();
      void (letter === "y" ? acceptOffer(desk, first.row) : declineOffer(desk, first.row, ""));
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [desk]);
}

type Offered = ReturnType<typeof offersToMe>[number];

function secondsLeft(offer: OpenOffer, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(offer.until) - now) / 1_000));
}

function Countdown({ offer, left }: { offer: OpenOffer; left: number }) {
  const whole = (Date.parse(offer.until) - Date.parse(offer.at)) / 1_000;
  return (
    <span class={left <= SOON_S ? "countdown countdown-soon" : "countdown"}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <circle class="countdown-track" cx="10" cy="10" r="8" />
        <circle class="countdown-left" cx="10" cy="10" r="8" pathLength={100} stroke-dasharray={`${(100 * left) / whole} 100`} />
      </svg>
      <span class="tabular">{left} s</span>
    </span>
  );
}

/** What is read out at the start and when little time is left, not every second. */
function spoken({ row, offer }: Offered, now: number): string {
  const left = secondsLeft(offer, now);
  const name = row.customer.name;
  if (left <= SOON_S) return `${left === 0 ? "No time is" : `${SOON_S} seconds are`} left for the offer: ${name}.`;
  const reason = row.escalation_reason ? `, ${REASON_WORDS[row.escalation_reason]}` : "";
  const whole = Math.round((Date.parse(offer.until) - Date.parse(offer.at)) / 1_000);
  return `Offered to you for ${whole} seconds: ${name}${reason}. Alt Y accepts, Alt D declines.`;
}

/** Stands there before the first offer comes: what is new in it is read out. */
function Spoken({ found }: { found: readonly Offered[] }) {
  const now = useNow();
  return <p class="sr-only" aria-live="assertive">{found.map((each) => spoken(each, now)).join(" ")}</p>;
}

function waited(row: StaffConversation): string | null {
  return row.waiting_since ?? (row.status === "queued" ? row.status_since : null);
}

function Card({ desk, row, offer, isFirst, isBusy }: Offered & { desk: Desk; isFirst: boolean; isBusy: boolean }) {
  const left = secondsLeft(offer, useNow());
  const [reason, setReason] = useState("");
  const [title, summary] = [useId(), useId()];
  const since = waited(row);
  return (
    <li>
      <section class="offer" role="alertdialog" aria-labelledby={title} aria-describedby={summary}>
        <header class="offer-head">
          <h2 id={title} class="truncate">{row.customer.name}</h2>
          <Countdown offer={offer} left={left} />
        </header>
        <p class="offer-facts">
          {row.escalation_reason && <Chip tone={REASON_TONES[row.escalation_reason]}>{REASON_WORDS[row.escalation_reason]}</Chip>}
          {since !== null && <span>Waited <Since at={since} /></span>}
          <span>{languageName(row.locale)}</span>
        </p>
        <p id={summary} class="offer-summary" dir="auto">
          {offer.kind === "transfer" ? `${offer.by} asks you to take it: ${offer.request}` : (row.packet?.goal ?? row.last_message?.preview ?? "")}
        </p>
        <form
          class="offer-foot"
          onSubmit={(event) => {
            event.preventDefault();
            void declineOffer(desk, row, reason.trim());
          }}
        >
          <input class="input" aria-label="Why I decline (optional)" placeholder="Why not?" maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
          <Button type="submit" disabled={isBusy} aria-keyshortcuts={isFirst ? "Alt+D" : undefined}>Decline</Button>
          <Button weight="primary" icon="check" disabled={isBusy} aria-keyshortcuts={isFirst ? "Alt+Y" : undefined} onClick={() => void acceptOffer(desk, row)}>Accept</Button>
        </form>
        {isFirst && <p class="offer-keys"><kbd>Alt</kbd> <kbd>Y</kbd> accepts, <kbd>Alt</kbd> <kbd>D</kbd> declines</p>}
      </section>
    </li>
  );
}

function Paused({ desk }: { desk: Desk }) {
  return (
    <div class="offer offer-paused" role="status">
      <Icon name="clock" size={18} />
      <p><strong>We paused new chats for you.</strong> You let some pass; resume when you are there.</p>
      <Button weight="primary" onClick={() => void desk.setAvailability("online")}>Resume</Button>
    </div>
  );
}

export function Offers({ desk, state }: { desk: Desk; state: State }) {
  useAnswerKeys(desk);
  const found = offersToMe(state);
  const isPaused = state.people?.me.is_paused ?? false;
  return (
    <aside class="offers" aria-label="Offered to you">
      <Spoken found={found} />
      {isPaused && <Paused desk={desk} />}
      <ul>
        {found.slice(0, SHOWN).map(({ row, offer }, place) => (
          <Card key={`${row.id}-${offer.at}`} desk={desk} row={row} offer={offer} isFirst={place === 0} isBusy={state.isBusy} />
        ))}
      </ul>
    </aside>
  );
}
