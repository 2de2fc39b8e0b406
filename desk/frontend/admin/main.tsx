/** Starts the pages of the knowledge base, or those of people, teams, skills and routing. */
import { render } from "preact";
import { Store } from "../shared/store";
import { readConfig } from "../shared/ui/config";
import "./admin.css";
import { App } from "./app";
import { ArticleCalls } from "./calls";
import { KeptForms } from "./kept";
import { Library } from "./library";
import { App as OfficeApp } from "./office/app";
import { OfficeCalls } from "./office/calls";
import { Office } from "./office/office";
import { reduceOffice } from "./office/reduce";
import { readRoute as readOfficeRoute } from "./office/route";
import { initialState as initialOffice } from "./office/state";
import { reduce } from "./reduce";
import { readRoute } from "./route";
import { initialState } from "./state";

const config = readConfig();
const root = document.getElementById("desk");

function startLibrary(at: HTMLElement): void {
  const store = new Store(initialState(readRoute(location.pathname, location.search)), reduce);
  const library = new Library(store, new ArticleCalls(config.csrf), new KeptForms(config.me.id));
  render(<App library={library} config={config} />, at);
  library.start();
}

function startOffice(at: HTMLElement): void {
  const store = new Store(initialOffice(readOfficeRoute(location.pathname)), reduceOffice);
  const office = new Office(store, new OfficeCalls(config.csrf), config);
  render(<OfficeApp office={office} />, at);
  office.start();
}

if (root) (location.pathname.startsWith("/admin/articles") ? startLibrary : startOffice)(root);
