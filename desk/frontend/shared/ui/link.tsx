/** A real link that moves inside the app, unless it is asked to open elsewhere. */
import type { ComponentChildren } from "preact";

export function Link({ address, go, isHere = false, children, ...rest }: {
  address: string;
  go: () => void;
  isHere?: boolean;
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <a
      {...rest}
      href={address}
      aria-current={isHere ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go();
      }}
    >
      {children}
    </a>
  );
}
