/** The address: which page of people, teams, skills and routing. */

/** The id of who or what is not stored yet. */
export const NEW = "new";

export type Route =
  | { page: "people" }
  | { page: "person"; id: string }
  | { page: "teams" }
  | { page: "team"; id: string }
  | { page: "skills" }
  | { page: "routing" };

export function readRoute(path: string): Route {
  const [, , place = "", id = ""] = path.split("/");
  if (place === "teams") return id === "" ? { page: "teams" } : { page: "team", id };
  if (place === "skills" || place === "routing") return { page: place };
  return id === "" ? { page: "people" } : { page: "person", id };
}

export function writeRoute(route: Route): string {
  switch (route.page) {
    case "person":
      return `/admin/people/${route.id}`;
    case "team":
      return `/admin/teams/${route.id}`;
    default:
      return `/admin/${route.page}`;
  }
}
