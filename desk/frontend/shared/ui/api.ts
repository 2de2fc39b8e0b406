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
