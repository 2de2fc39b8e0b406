/** The desk's REST interface, with the login cookie. */
import { failure, type Result, type WireError } from "../result";

export function read<T>(path: string): Promise<Result<T>> {
  return ask<T>(path, { headers: { accept: "application/json" } });
}

/** Changes something; `csrf` is the token that the page was given. */
export function write<T>(method: "POST" | "PUT" | "DELETE", path: string, body: object, csrf: string): Promise<Result<T>> {
  const headers = { accept: "application/json", "content-type": "application/json", "X-CSRFToken": csrf };
  return ask<T>(path, { method, headers, body: JSON.stringify(body) });
}

/** Sends a question whose answer comes line by line, each a piece of JSON; `signal` leaves off. */
export async function follow<T>(path: string, body: object, csrf: string, hear: (line: T) => void, signal: AbortSignal): Promise<Result<null>> {
  const headers = { accept: "application/x-ndjson", "content-type": "application/json", "X-CSRFToken": csrf };
  try {
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin", signal });
    if (response.status === 401) location.assign(`/dashboard/login?next=${encodeURIComponent(location.pathname)}`);
    if (!response.ok || response.body === null) return { ok: false, error: ((await response.json()) as { error: WireError }).error };
    for await (const line of lines(response.body)) hear(JSON.parse(line) as T);
    return { ok: true, value: null };
  } catch {
    return failure("offline", "The desk cannot be reached.");
  }
}

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const text = new TextDecoder();
  let rest = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const whole = (rest + text.decode(piece.value, { stream: true })).split("\n");
    rest = whole.pop() ?? "";
    yield* whole;
  }
}

async function ask<T>(path: string, options: RequestInit): Promise<Result<T>> {
  try {
    const response = await fetch(path, { ...options, credentials: "same-origin" });
    if (response.status === 401) location.assign(`/dashboard/login?next=${encodeURIComponent(location.pathname)}`);
    const body: unknown = response.status === 204 ? null : await response.json();
    return response.ok ? { ok: true, value: body as T } : { ok: false, error: (body as { error: WireError }).error };
  } catch {
    return failure("offline", "The desk cannot be reached.");
  }
}
