/** A real link that moves inside the app, unless it is asked to open elsewhere. */
import type { ComponentChildren } from "preact";
import { writeRoute, type Route } from "./route";
import type { Watch } from "./watch";

export function Link({ watch, to, isHere = false, children, ...rest }: {
  watch: Watch;
  to: Route;
  isHere?: boolean;
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <a
      {...rest}
      href={writeRoute(to)}
      aria-current={isHere ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        watch.go(to);
      }}
    >
      {children}
    </a>
  );
}
