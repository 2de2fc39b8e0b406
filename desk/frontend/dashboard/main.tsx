/** Starts the dashboard. */
import { render } from "preact";
import { Store } from "../shared/store";
import { readConfig } from "../shared/ui/config";
import { App } from "./app";
import "./dashboard.css";
import { Desk } from "./desk";
import { readDrafts } from "./drafts";
import { reduce } from "./reduce";
import { readRoute } from "./route";
import { initialState } from "./state";

const WIDE_PX = 1_280;

const config = readConfig();
const store = new Store(
  initialState({
    me: config.me,
    route: readRoute(location.pathname),
    drafts: readDrafts(config.me.id),
    isContextOpen: innerWidth >= WIDE_PX,
  }),
  reduce,
);
const desk = new Desk(store);
const root = document.getElementById("desk");
if (root) render(<App desk={desk} config={config} />, root);
desk.start();
