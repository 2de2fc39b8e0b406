/** The views of the inbox with their counts, and whether new conversations may come to me. */
import type { Availability, InboxView } from "../shared/staff.gen";
import { Icon, type IconName } from "../shared/ui/icon";
import { Menu } from "../shared/ui/menu";
import { AVAILABILITY_WORDS } from "../shared/ui/words";
import type { Desk } from "./desk";
import { VIEWS, writeRoute } from "./route";
import type { State } from "./state";

export const VIEW_WORDS: Record<InboxView, string> = {
  mine: "Mine",
  offers: "Offers",
  queue: "Queue",
  bot: "Bot",
  all: "All open",
  snoozed: "Snoozed",
  resolved: "Resolved",
};

const VIEW_ICONS: Record<InboxView, IconName> = {
  mine: "person",
  offers: "bell",
  queue: "queue",
  bot: "bot",
  all: "all",
  snoozed: "clock",
  resolved: "check",
};

const CHOICES: readonly { availability: Availability; hint: string }[] = [
  { availability: "online", hint: "New chats come" },
  { availability: "busy", hint: "Keep mine, no new" },
  { availability: "away", hint: "No new chats" },
  { availability: "offline", hint: "No new chats" },
];

function AvailabilityMenu({ desk, state }: { desk: Desk; state: State }) {
  const me = state.people?.me;
  if (!me) return <span class="availability-wait soft">Loading…</span>;
  return (
    <Menu
      name="My availability"
      buttonClass="availability"
      button={
        <>
          <span class={`dot dot-${me.availability}`} />
          <span>{AVAILABILITY_WORDS[me.availability]}</span>
          <span class="availability-load tabular">{me.load} of {me.capacity}</span>
          <Icon name="down" size={14} />
        </>
      }
      items={CHOICES.map(({ availability, hint }) => ({
        label: AVAILABILITY_WORDS[availability],
        hint,
        isChosen: availability === me.availability,
        run: () => desk.chooseAvailability(availability),
      }))}
    >
      <p class="menu-head">You have <strong class="tabular">{me.load} of {me.capacity}</strong> conversations.</p>
    </Menu>
  );
}

function ViewLink({ desk, state, view }: { desk: Desk; state: State; view: InboxView }) {
  const count = state.counts?.[view];
  return (
    <a
      class={view === "offers" && !count && view !== state.route.view ? "view view-idle" : "view"}
      href={writeRoute({ view, id: null })}
      aria-current={view === state.route.view ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        desk.go({ view, id: null });
      }}
    >
      <Icon name={VIEW_ICONS[view]} size={16} />
      <span class="truncate">{VIEW_WORDS[view]}</span>
      {count !== undefined && count > 0 && <span class="view-count tabular">{count}</span>}
    </a>
  );
}

export function Views({ desk, state }: { desk: Desk; state: State }) {
  return (
    <div class="views">
      <header class="views-head">
        <p class="views-title">Inbox</p>
        <AvailabilityMenu desk={desk} state={state} />
      </header>
      <nav class="views-list" aria-label="Views">
        {VIEWS.map((view) => (
          <ViewLink key={view} desk={desk} state={state} view={view} />
        ))}
      </nav>
    </div>
  );
}
