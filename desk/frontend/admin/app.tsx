/** The frame of the pages of the knowledge base. */
import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../shared/store";
import type { StaffConfig } from "../shared/ui/config";
import { Rail } from "../shared/ui/rail";
import { Toasts } from "../shared/ui/toast";
import { CheckPage } from "./check_page";
import { OpenDialog } from "./dialogs";
import { EditorPage } from "./editor_page";
import { focusHeading } from "./focus";
import type { Library } from "./library";
import { Link } from "./link";
import { ListPage } from "./list_page";
import { NEW, type Route } from "./route";
import type { State } from "./state";
import { VersionsPage } from "./versions_page";

function Page({ library, state }: { library: Library; state: State }) {
  const { route } = state;
  switch (route.page) {
    case "list":
      return <ListPage library={library} state={state} filter={route.filter} />;
    case "check":
      return <CheckPage library={library} state={state} />;
    case "editor":
      return <EditorPage library={library} state={state} />;
    case "versions":
      return <VersionsPage library={library} state={state} id={route.id} number={route.number} />;
  }
}

function titleOf({ route, open }: State): string {
  if (route.page === "list") return "Articles";
  if (route.page === "check") return "To mend";
  if (route.page === "versions") return "Versions";
  return route.id === NEW ? "New article" : (open?.saved?.title ?? "Article");
}

/** The place as a person names it: a filter or another version of the same is not another place. */
function placeOf(route: Route): string {
  return route.page === "list" || route.page === "check" ? route.page : `${route.page} ${route.id}`;
}

/** A new page begins at its heading, for the eye, the keyboard and the ear; the first one where the browser begins. */
function useFocusOnHeading(place: string): void {
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) focusHeading();
    isFirst.current = false;
  }, [place]);
}

export function App({ library, config }: { library: Library; config: StaffConfig }) {
  const state = useStore(library.store);
  const { route, checked } = state;
  const title = `${titleOf(state)} · Knowledge base · the desk`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useFocusOnHeading(placeOf(route));
  return (
    <div class="app">
      <div class="body">
        <Rail config={config} here="articles" />
        <div class="content">
          <nav class="top" aria-label="Knowledge base">
            <Link library={library} class="top-link" to={{ page: "list", filter: {} }} isHere={route.page !== "check"}>Articles</Link>
            <Link library={library} class="top-link" to={{ page: "check" }} isHere={route.page === "check"}>
              To mend {checked.findings.length > 0 && <span class="top-count tabular">{checked.findings.length}</span>}
            </Link>
          </nav>
          <main class="main">
            <Page library={library} state={state} />
          </main>
        </div>
      </div>
      <OpenDialog library={library} state={state} />
      <Toasts toasts={state.toasts} dismiss={(id) => library.store.dispatch({ type: "toast.dismissed", id })} />
    </div>
  );
}
