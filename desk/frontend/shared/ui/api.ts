/** Reads from the desk's REST interface, with the login cookie. */
import { failure, type Result, type WireError } from "../result";

export async function read<T>(path: string): Promise<Result<T>> {
  try {
    const response = await fetch(path, { headers: { accept: "application/json" }, credentials: "same-origin" });
    if (response.status === 401) location.assign(`/dashboard/login?next=${encodeURIComponent(location.pathname)}`);
    const body: unknown = await response.json();
    return response.ok ? { ok: true, value: body as T } : { ok: false, error: (body as { error: WireError }).error };
  } catch {
    return failure("offline", "The desk cannot be reached.");
  }
}
