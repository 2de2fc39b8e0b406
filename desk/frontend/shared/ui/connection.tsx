/** Says when the line to the desk is down, and what is kept meanwhile. */
import { useEffect, useState } from "preact/hooks";
import type { ConnectionState } from "../socket";
import { Icon } from "./icon";

const PATIENCE_MS = 1_500;

/** Short drops are not worth a word; longer ones are. */
export function ConnectionBar({ state, kept }: { state: ConnectionState; kept: string }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (state === "online") return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state === "online"]);
  return (
    <div role="status">
      {isLong && state !== "online" && (
        <p class="connection">
          <Icon name="refresh" size={16} />
          Reconnecting… {kept}
        </p>
      )}
    </div>
  );
}
