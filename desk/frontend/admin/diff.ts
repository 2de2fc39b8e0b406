/** What changed between two texts, line by line. */

export interface Line {
  kind: "same" | "added" | "removed";
  text: string;
}

export type Shown = Line | { kind: "gap"; count: number };

/** Texts whose differing middles are longer than this (lines times lines) are told apart as a whole. */
const MOST_CELLS = 4_000_000;
/** Unchanged lines around a change that are shown with it. */
const AROUND = 2;

export function lineDiff(before: string, after: string): Line[] {
  const one = linesOf(before);
  const other = linesOf(after);
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const same = (text: string): Line => ({ kind: "same", text });
  return [
    ...one.slice(0, start).map(same),
    ...middle(one.slice(start, one.length - end), other.slice(start, other.length - end)),
    ...one.slice(one.length - end).map(same),
  ];
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

/** The longest common subsequence of the lines stays, the rest went or came. */
function middle(one: readonly string[], other: readonly string[]): Line[] {
  const removed = (text: string): Line => ({ kind: "removed", text });
  const added = (text: string): Line => ({ kind: "added", text });
  if (one.length * other.length > MOST_CELLS) return [...one.map(removed), ...other.map(added)];
  const lengths = commonLengths(one, other);
  const width = other.length + 1;
  const lines: Line[] = [];
  let row = 0;
  let column = 0;
  while (row < one.length && column < other.length) {
    const text = one[row] ?? "";
    if (text === other[column]) {
      lines.push({ kind: "same", text });
      row += 1;
      column += 1;
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) {
      lines.push(removed(text));
      row += 1;
    } else {
      lines.push(added(other[column] ?? ""));
      column += 1;
    }
  }
  return [...lines, ...one.slice(row).map(removed), ...other.slice(column).map(added)];
}

/** For each pair of places, how many lines the rests of both texts have in common, in order. */
function commonLengths(one: readonly string[], other: readonly string[]): Uint32Array {
  const width = other.length + 1;
  const lengths = new Uint32Array((one.length + 1) * width);
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        one[row] === other[column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0);
    }
  }
  return lengths;
}

/** The changes with a little around them; longer unchanged stretches become gaps. */
export function folded(lines: readonly Line[]): Shown[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((line) => line.kind !== "same"),
  );
  const shown: Shown[] = [];
  for (const [at, line] of lines.entries()) {
    const last = shown[shown.length - 1];
    if (isNear[at]) shown.push(line);
    else if (last?.kind === "gap") last.count += 1;
    else shown.push({ kind: "gap", count: 1 });
  }
  return shown;
}
