/** The address: which page, and which articles are being looked through. */
import type { ListArticles } from "../shared/staff.gen";

export type FilterName = keyof ListArticles;

const FILTERS: readonly FilterName[] = ["q", "state", "language", "tag", "page"];

export type Filter = Readonly<Partial<Record<FilterName, string>>>;

/** The id of an article that is not stored yet. */
export const NEW = "new";

export type Route =
  | { page: "list"; filter: Filter }
  | { page: "check" }
  | { page: "editor"; id: string }
  | { page: "versions"; id: string; number: number | null };

const HOME = "/admin/articles";

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
  const [, id = "", versions = "", number = ""] = path.slice(HOME.length).split("/");
  if (id === "") return { page: "list", filter: readFilter(search) };
  if (id === "check") return { page: "check" };
  if (versions !== "versions") return { page: "editor", id };
  return { page: "versions", id, number: /^\d+$/u.test(number) ? Number(number) : null };
}

export function writeRoute(route: Route): string {
  switch (route.page) {
    case "check":
      return `${HOME}/check`;
    case "editor":
      return `${HOME}/${route.id}`;
    case "versions":
      return `${HOME}/${route.id}/versions${route.number === null ? "" : `/${route.number}`}`;
    case "list": {
      const query = writeFilter(route.filter);
      return query === "" ? HOME : `${HOME}?${query}`;
    }
  }
}
