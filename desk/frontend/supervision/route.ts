/** The address: which page, and which sessions are being looked through. */

export const FILTERS = ["status", "outcome", "reason", "agent_id", "since", "until", "search"] as const;

export type FilterName = (typeof FILTERS)[number];
export type Filter = Readonly<Partial<Record<FilterName, string>>>;

export type Route =
  | { page: "live" }
  | { page: "what-if" }
  | { page: "sessions"; filter: Filter }
  | { page: "session"; id: string; filter: Filter };

const HOME = "/supervision";

function readFilter(search: string): Filter {
  const given = new URLSearchParams(search);
  const pairs = FILTERS.map((name) => [name, given.get(name) ?? ""] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
}

export function writeFilter(filter: Filter): string {
  const pairs = FILTERS.map((name) => [name, filter[name] ?? ""]).filter(([, value]) => value !== "");
  return new URLSearchParams(pairs).toString();
}

export function readRoute(path: string, search: string): Route {
  const [, page, id] = path.slice(HOME.length).split("/");
  if (page === "what-if") return { page };
  if (page !== "sessions") return { page: "live" };
  const filter = readFilter(search);
  return id === undefined || id === "" ? { page: "sessions", filter } : { page: "session", id, filter };
}

export function writeRoute(route: Route): string {
  if (route.page === "live" || route.page === "what-if") return `${HOME}/${route.page}`;
  const path = route.page === "session" ? `${HOME}/sessions/${route.id}` : `${HOME}/sessions`;
  const query = writeFilter(route.filter);
  return query === "" ? path : `${path}?${query}`;
}

/** The filter as the server takes it: whole days become the reader's midnights. */
export function queryOf(filter: Filter, cursor: string | null): string {
  const query = new URLSearchParams(writeFilter(filter));
  if (filter.since) query.set("since", new Date(`${filter.since}T00:00:00`).toISOString());
  if (filter.until) query.set("until", new Date(`${filter.until}T23:59:59.999`).toISOString());
  if (cursor !== null) query.set("cursor", cursor);
  return query.toString();
}
