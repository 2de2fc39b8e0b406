const EVERY_MS = 3_000;
const OVER_MS = 4_000;
const SHOWN_MS = 8_000;

/** Tells now and then that the customer is writing, and when that is over. */
export class OwnTyping {
  private last = 0;
  private over: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (on: boolean) => void) {}

  typed(): void {
    clearTimeout(this.over);
    this.over = setTimeout(() => this.stop(), OVER_MS);
    if (Date.now() - this.last < EVERY_MS) return;
    this.last = Date.now();
    this.tell(true);
  }

  stop(): void {
    clearTimeout(this.over);
    if (this.last === 0) return;
    this.last = 0;
    this.tell(false);
  }
}

/** Shows who is writing; a colleague who stops without saying so is not shown writing for ever. */
export class OtherTyping {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly show: (name: string | null) => void) {}

  heard(name: string | null): void {
    clearTimeout(this.timer);
    this.show(name);
    if (name) this.timer = setTimeout(() => this.show(null), SHOWN_MS);
  }
}
