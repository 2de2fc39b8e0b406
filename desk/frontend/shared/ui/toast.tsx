/** Short notices at the corner, read out politely; they take no focus. */
import { useEffect } from "preact/hooks";
import { randomId } from "../ids";
import { IconButton } from "./button";
import { Icon } from "./icon";

export interface Toast {
  id: string;
  kind: "plain" | "bad" | "new";
  title: string;
  text: string;
  action: { label: string; run: () => void } | null;
  /** The conversation it is about: opening that one answers the notice. */
  about: string | null;
}

const SHOWN_MS = 8_000;

export function notice(kind: Toast["kind"], title: string, text = "", action: Toast["action"] = null, about: Toast["about"] = null): Toast {
  return { id: randomId(), kind, title, text, action, about };
}

function Shown({ toast, dismiss }: { toast: Toast; dismiss: (id: string) => void }) {
  useEffect(() => {
    if (toast.kind === "new") return;
    const timer = setTimeout(() => dismiss(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast.id]);
  const icon = { plain: "check", bad: "alert", new: "inbox" } as const;
  return (
    <li class={`toast toast-${toast.kind}`}>
      <Icon name={icon[toast.kind]} size={18} />
      <div>
        <p class="toast-title">{toast.title}</p>
        {toast.text !== "" && <p class="soft">{toast.text}</p>}
        {toast.action && (
          <p class="toast-actions">
            <button
              type="button"
              class="button button-primary"
              onClick={() => {
                dismiss(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          </p>
        )}
      </div>
      <IconButton icon="close" name="Dismiss" onClick={() => dismiss(toast.id)} />
    </li>
  );
}

export function Toasts({ toasts, dismiss }: { toasts: readonly Toast[]; dismiss: (id: string) => void }) {
  return (
    <section class="toasts" aria-label="Notices" aria-live="polite" aria-relevant="additions">
      <ul class="toast-list">
        {toasts.map((toast) => (
          <Shown key={toast.id} toast={toast} dismiss={dismiss} />
        ))}
      </ul>
    </section>
  );
}
