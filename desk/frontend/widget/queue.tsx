import type { JSX } from "preact";
import { Icon } from "./icons";
import type { Place } from "./state";
import { useDesk, type Desk } from "./words";

/** Where the customer stands, told truthfully: no promise of minutes, no empty hope. */
export function QueueCard({ place }: { place: Place | null }): JSX.Element {
  const desk = useDesk();
  const isAlone = place?.agents_online === 0;
  return (
    <section class={`card queue ${isAlone ? "queue-alone" : ""}`} aria-label={desk.t("queue.title")}>
      <span class="queue-mark" aria-hidden="true">
        {isAlone ? <Icon name="clock" /> : place?.position}
      </span>
      <div class="queue-words" role="status">
        <strong>{headline(desk, place)}</strong>
        <p class="soft">{detail(desk, place)}</p>
      </div>
    </section>
  );
}

function headline({ t }: Desk, place: Place | null): string {
  if (!place || place.agents_online === 0) return t("queue.title");
  return place.position <= 1 ? t("queue.next") : t("queue.position", { count: place.position });
}

function detail({ t }: Desk, place: Place | null): string {
  if (!place) return t("queue.finding");
  if (place.agents_online === 0) return t("queue.nobody");
  if (place.isLater) return t("queue.later");
  return `${t("queue.online", { count: place.agents_online })} ${t("queue.write")}`;
}
