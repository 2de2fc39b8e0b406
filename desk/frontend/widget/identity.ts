import { isTransient, type Result } from "../shared/result";

interface Options {
  /** Whom the site vouched for when this chat was last used, by the site's own id of them. */
  who: string | null;
  prove: (jwt: string) => Promise<Result<{ token: string }>>;
  onRefused: (why: string) => void;
}

/** Who the site says the customer is, until the desk has been told. */
export class Identity {
  who: string | null;
  private jwt: string | null = null;

  constructor(private readonly options: Options) {
    this.who = options.who;
  }

  /** Takes what the site signed; true when it is of somebody else than who used this chat before. */
  take(jwt: string): boolean {
    const isOther = this.who !== null && this.who !== subjectOf(jwt);
    if (isOther) this.who = null;
    this.jwt = jwt;
    return isOther;
  }

  clear(): void {
    this.who = this.jwt = null;
  }

  /** Shows it to the desk; returns the token to speak by from now on, null without one. Kept while the desk is away. */
  async prove(): Promise<string | null> {
    const { jwt } = this;
    if (jwt === null) return null;
    const result = await this.options.prove(jwt);
    if (this.jwt !== jwt) return null;
    if (result.ok) this.who = subjectOf(jwt);
    else if (isTransient(result.error)) return null;
    else this.options.onRefused(result.error.message);
    this.jwt = null;
    return result.ok ? result.value.token : null;
  }
}

/** The site's id of its customer, as a token says it: to tell one from another only, the desk checks it. */
export function subjectOf(jwt: string): string | null {
  try {
    const claims = (jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    return String((JSON.parse(atob(claims)) as { sub?: unknown }).sub ?? "") || null;
  } catch {
    return null;
  }
}
