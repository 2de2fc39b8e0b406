/** Starts the supervision pages. */
import { render } from "preact";
import { Store } from "../shared/store";
import { readConfig } from "../shared/ui/config";
import { App } from "./app";
import { reduce } from "./reduce";
import { readRoute } from "./route";
import { initialState } from "./state";
import "./supervision.css";
import { Watch } from "./watch";

const config = readConfig();
const watch = new Watch(new Store(initialState(readRoute(location.pathname, location.search)), reduce), config.csrf);
const root = document.getElementById("desk");
if (root) render(<App watch={watch} config={config} />, root);
watch.start();
