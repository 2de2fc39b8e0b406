/** A link to another of these pages. */
import type { ComponentChildren } from "preact";
import { Link as SharedLink } from "../shared/ui/link";
import type { Library } from "./library";
import { writeRoute, type Route } from "./route";

export function Link({ library, to, ...rest }: {
  library: Library;
  to: Route;
  isHere?: boolean;
  class?: string;
  children: ComponentChildren;
}) {
  return <SharedLink {...rest} address={writeRoute(to)} go={() => library.go(to)} />;
}
