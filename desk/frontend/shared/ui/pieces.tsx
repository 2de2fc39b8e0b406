/** Small pieces that both staff apps are made of. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon";

export type Tone = "neutral" | "accent" | "bad" | "warn" | "ok" | "bot";

export function Chip({ tone = "neutral", icon, children }: {
  tone?: Tone;
  icon?: IconName;
  children: ComponentChildren;
}) {
  return (
    <span class={`chip chip-${tone}`}>
      {icon && <Icon name={icon} size={14} />}
      <span class="truncate">{children}</span>
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => word !== "");
  const first = words[0] ?? "?";
  const last = words.length > 1 ? (words[words.length - 1] ?? "") : "";
  return ([...first][0] ?? "?").toUpperCase() + ([...last][0] ?? "").toUpperCase();
}

/** Who: people are round, the bot is square. The name stands beside it as text. */
export function Avatar({ name, kind }: { name: string; kind: "customer" | "agent" | "bot" }) {
  return (
    <span class={`avatar avatar-${kind}`} data-initials={kind === "bot" ? "" : initials(name)} aria-hidden="true">
      {kind === "bot" && <Icon name="bot" size={18} />}
    </span>
  );
}

export function Empty({ icon, title, children }: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Icon name={icon} size={28} />
      <p class="empty-title">{title}</p>
      {children && <div class="empty-text">{children}</div>}
    </div>
  );
}

/** Grey bars in the shape of what is coming; shown only when it takes a moment. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div class="skeleton" role="status">
      <span class="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div class="skeleton-row" key={row} aria-hidden="true">
          <span class="skeleton-dot" />
          <span class="skeleton-lines" />
        </div>
      ))}
    </div>
  );
}

/** What went wrong, what is kept, and the way on. */
export function Trouble({ children, retry }: { children: ComponentChildren; retry: () => void }) {
  return (
    <div class="trouble" role="alert">
      <Icon name="alert" size={18} />
      <p>{children}</p>
      <button type="button" class="button button-plain" onClick={retry}>
        <span>Try again</span>
      </button>
    </div>
  );
}
