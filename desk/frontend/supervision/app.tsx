/** The frame of the supervision pages. */
import { useEffect } from "preact/hooks";
import { useStore } from "../shared/store";
import type { StaffConfig } from "../shared/ui/config";
import { ConnectionBar } from "../shared/ui/connection";
import { Rail } from "../shared/ui/rail";
import { Link } from "./link";
import { LivePage } from "./live_page";
import { SessionPage } from "./session_page";
import { SessionsPage } from "./sessions_page";
import type { State } from "./state";
import type { Watch } from "./watch";
import { WhatIfPage } from "./what_if_page";

function Page({ watch, state }: { watch: Watch; state: State }) {
  const { route } = state;
  if (route.page === "live") return <LivePage watch={watch} state={state} />;
  if (route.page === "what-if") return <WhatIfPage watch={watch} whatIf={state.whatIf} />;
  if (route.page === "sessions") return <SessionsPage watch={watch} state={state} filter={route.filter} />;
  return <SessionPage key={route.id} watch={watch} state={state} id={route.id} filter={route.filter} />;
}

const TITLES = { live: "Live", sessions: "Sessions", session: "Session", "what-if": "What if" } as const;

export function App({ watch, config }: { watch: Watch; config: StaffConfig }) {
  const state = useStore(watch.store);
  const title = `${TITLES[state.route.page]} · Supervision · the desk`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div class="app">
      <ConnectionBar state={state.connection} kept="What you see may be old." />
      <div class="body">
        <Rail config={config} here="supervision" />
        <div class="content">
          <nav class="top" aria-label="Supervision">
            <Link watch={watch} class="top-link" to={{ page: "live" }} isHere={state.route.page === "live"}>Live</Link>
            <Link watch={watch} class="top-link" to={{ page: "sessions", filter: {} }} isHere={state.route.page === "sessions" || state.route.page === "session"}>Sessions</Link>
            <Link watch={watch} class="top-link" to={{ page: "what-if" }} isHere={state.route.page === "what-if"}>What if</Link>
          </nav>
          <main class="main">
            <Page watch={watch} state={state} />
          </main>
        </div>
      </div>
    </div>
  );
}
