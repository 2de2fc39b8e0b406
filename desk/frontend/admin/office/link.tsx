/** A link to another of these pages. */
import type { ComponentChildren } from "preact";
import { Link as SharedLink } from "../../shared/ui/link";
import type { Office } from "./office";
import { writeRoute, type Route } from "./route";

export function Link({ office, to, ...rest }: {
  office: Office;
  to: Route;
  isHere?: boolean;
  class?: string;
  children: ComponentChildren;
}) {
  return <SharedLink {...rest} address={writeRoute(to)} go={() => office.go(to)} />;
}
