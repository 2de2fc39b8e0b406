/** Starts the pages of the knowledge base. */
import { render } from "preact";
import { Store } from "../shared/store";
import { readConfig } from "../shared/ui/config";
import "./admin.css";
import { App } from "./app";
import { ArticleCalls } from "./calls";
import { KeptForms } from "./kept";
import { Library } from "./library";
import { reduce } from "./reduce";
import { readRoute } from "./route";
import { initialState } from "./state";

const config = readConfig();
const store = new Store(initialState(readRoute(location.pathname, location.search)), reduce);
const library = new Library(store, new ArticleCalls(config.csrf), new KeptForms(config.me.id));
const root = document.getElementById("desk");
if (root) render(<App library={library} config={config} />, root);
library.start();
