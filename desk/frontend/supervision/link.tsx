/** A link to another of these pages. */
import type { ComponentChildren } from "preact";
import { Link as SharedLink } from "../shared/ui/link";
import { writeRoute, type Route } from "./route";
import type { Watch } from "./watch";

export function Link({ watch, to, ...rest }: {
  watch: Watch;
  to: Route;
  isHere?: boolean;
  class?: string;
  children: ComponentChildren;
}) {
  return <SharedLink {...rest} address={writeRoute(to)} go={() => watch.go(to)} />;
}
