/** An answer of the bot while it is being made. */
export interface Streaming {
  turn_id: string;
  text: string;
  startedAt: number;
}

/** One piece, as the wire brings it; `offset` counts characters, not UTF-16 units. */
export interface Piece {
  turn_id: string;
  attempt: number;
  offset: number;
  text: string;
  is_dropped: boolean;
}

interface Turn extends Streaming {
  attempt: number;
  length: number;
  isBroken: boolean;
}

const PAINT_MS = 50;

/**
 * Puts the pieces of answers together, and says at most every 50 ms what there is to paint.
 *
 * A piece that does not follow on the last one ends the text of that attempt: the finished message
 * comes anyway.
 */
export class StreamBook {
  private readonly turns = new Map<string, Turn>();
  private readonly settled = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastPaint = 0;

  constructor(private readonly onPaint: (streams: Streaming[]) => void) {}

  receive(piece: Piece): void {
    if (this.settled.has(piece.turn_id)) return;
    if (piece.is_dropped) this.turns.delete(piece.turn_id);
    else append(this.turnOf(piece), piece);
    this.paintSoon();
  }

  /** The finished message is here: the stream gives way to it, and late pieces are not heard. */
  settle(turnId: string): void {
    this.settled.add(turnId);
    if (this.turns.delete(turnId)) this.paint();
  }

  /** Forgets all unfinished text: the connection was lost, or a person has taken over. */
  clear(): void {
    if (this.turns.size === 0) return;
    this.turns.clear();
    this.paint();
  }

  private turnOf(piece: Piece): Turn {
    const held = this.turns.get(piece.turn_id);
    if (held && held.attempt >= piece.attempt) return held;
    const turn: Turn = {
      turn_id: piece.turn_id,
      attempt: piece.attempt,
      text: "",
      length: 0,
      isBroken: false,
      startedAt: held?.startedAt ?? Date.now(),
    };
    this.turns.set(piece.turn_id, turn);
    return turn;
  }

  private paintSoon(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.lastPaint + PAINT_MS - Date.now());
    if (wait === 0) this.paint();
    else this.timer = setTimeout(() => this.paint(), wait);
  }

  private paint(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.lastPaint = Date.now();
    this.onPaint([...this.turns.values()].map(({ turn_id, text, startedAt }) => ({ turn_id, text, startedAt })));
  }
}

function append(turn: Turn, piece: Piece): void {
  if (piece.attempt !== turn.attempt || turn.isBroken) return;
  if (piece.offset !== turn.length) {
    turn.isBroken = true;
    return;
  }
  turn.text += piece.text;
  turn.length += [...piece.text].length;
}
