/** What these pages know together, and everything that can change it. */
import type { Person, Skills, TeamDetail } from "../../shared/staff.gen";
import type { Toast } from "../../shared/ui/toast";
import type { Route } from "./route";

export interface OfficeState {
  route: Route;
  phase: "loading" | "ready" | "failed";
  trouble: string;
  people: readonly Person[];
  teams: readonly TeamDetail[];
  skills: Skills;
  toasts: readonly Toast[];
}

export type OfficeAction =
  | { type: "route.changed"; route: Route }
  | { type: "office.loaded"; people: readonly Person[]; teams: readonly TeamDetail[]; skills: Skills }
  | { type: "office.failed"; message: string }
  | { type: "toast.shown"; toast: Toast }
  | { type: "toast.dismissed"; id: string };

const NO_SKILLS: Skills = { number: 0, text: { skills: [] }, uses: [] };

export function initialState(route: Route): OfficeState {
  return { route, phase: "loading", trouble: "", people: [], teams: [], skills: NO_SKILLS, toasts: [] };
}
