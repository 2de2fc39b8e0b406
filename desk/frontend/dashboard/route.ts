/** The address holds the view and the conversation: /dashboard/inbox/<view>/<id>. */
import type { InboxView } from "../shared/staff.gen";

export const VIEWS: readonly InboxView[] = ["mine", "offers", "queue", "bot", "all", "snoozed", "resolved"];

export interface Route {
  view: InboxView;
  id: string | null;
}

const HOME = "/dashboard/inbox";

export function readRoute(path: string): Route {
  const [view, id] = path.startsWith(`${HOME}/`) ? path.slice(HOME.length + 1).split("/") : [];
  return {
    view: VIEWS.find((known) => known === view) ?? "mine",
    id: id === undefined || id === "" ? null : id,
  };
}

export function writeRoute({ view, id }: Route): string {
  return id === null ? `${HOME}/${view}` : `${HOME}/${view}/${id}`;
}
