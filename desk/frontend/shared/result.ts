/** An error as the desk sends it, or one of our own: `timeout` and `offline` mean "not known to be done". */
export interface WireError {
  code: string;
  message: string;
  fields?: Record<string, string> | null;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: WireError };

export function failure(code: string, message = ""): { ok: false; error: WireError } {
  return { ok: false, error: { code, message } };
}

const TRANSIENT = new Set(["timeout", "offline", "unavailable", "too_many", "error"]);

/** Whether the same request may succeed later, unchanged. */
export function isTransient(error: WireError): boolean {
  return TRANSIENT.has(error.code);
}
