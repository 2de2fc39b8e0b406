/** The frame of the pages of people, teams, skills and routing. */
import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../../shared/store";
import { Rail } from "../../shared/ui/rail";
import { Toasts } from "../../shared/ui/toast";
import { focusHeading } from "../focus";
import { Link } from "./link";
import type { Office } from "./office";
import { PeoplePage } from "./people_page";
import { PersonPage } from "./person_page";
import { writeRoute, type Route } from "./route";
import { RoutingPage } from "./routing_page";
import { SkillsPage } from "./skills_page";
import type { OfficeState } from "./state";
import { TeamPage } from "./team_page";
import { TeamsPage } from "./teams_page";

const PLACES: readonly { route: Route; label: string; pages: readonly Route["page"][] }[] = [
  { route: { page: "people" }, label: "People", pages: ["people", "person"] },
  { route: { page: "teams" }, label: "Teams", pages: ["teams", "team"] },
  { route: { page: "skills" }, label: "Skills", pages: ["skills"] },
  { route: { page: "routing" }, label: "Routing", pages: ["routing"] },
];

function Page({ office, state }: { office: Office; state: OfficeState }) {
  const { route } = state;
  switch (route.page) {
    case "people":
      return <PeoplePage office={office} state={state} />;
    case "person":
      return <PersonPage key={route.id} office={office} state={state} id={route.id} />;
    case "teams":
      return <TeamsPage office={office} state={state} />;
    case "team":
      return <TeamPage key={route.id} office={office} state={state} id={route.id} />;
    case "skills":
      return <SkillsPage office={office} state={state} />;
    case "routing":
      return <RoutingPage office={office} state={state} />;
  }
}

export function App({ office }: { office: Office }) {
  const state = useStore(office.store);
  const place = writeRoute(state.route);
  const isFirst = useRef(true);
  const label = PLACES.find(({ pages }) => pages.includes(state.route.page))?.label ?? "";
  useEffect(() => {
    document.title = `${label} · the desk`;
  }, [label]);
  // A new page begins at its heading, for the eye, the keyboard and the ear.
  useEffect(() => {
    if (!isFirst.current) focusHeading();
    isFirst.current = false;
  }, [place]);
  return (
    <div class="app">
      <div class="body">
        <Rail config={office.config} here="people" />
        <div class="content">
          <nav class="top" aria-label="People and routing">
            {PLACES.map(({ route, label: name, pages }) => (
              <Link key={name} office={office} class="top-link" to={route} isHere={pages.includes(state.route.page)}>{name}</Link>
            ))}
          </nav>
          <main class="main">
            <Page office={office} state={state} />
          </main>
        </div>
      </div>
      <Toasts toasts={state.toasts} dismiss={(id) => office.store.dispatch({ type: "toast.dismissed", id })} />
    </div>
  );
}
