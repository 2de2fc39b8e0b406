/** A dashboard's state for its tests. */
import type { StaffConversation } from "../shared/staff.gen";
import { ME } from "../shared/staff_fixtures";
import { initialState, type State } from "./state";

export function start(rows: readonly StaffConversation[]): State {
  const state = initialState({
    me: { id: ME, name: "Kim", role: "agent", email: "kim@example.com" },
    route: { view: "mine", id: null },
    drafts: {},
    isContextOpen: false,
  });
  return { ...state, rows: Object.fromEntries(rows.map((each) => [each.id, each])), shown: rows.map((each) => each.id) };
}
