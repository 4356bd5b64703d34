import { largestRange, readSerial } from "@dinhdanh/cards/contract";

/** How many blanks lie between two serials, both included; undefined when they are no range. */
export function blanksBetween(first: string, last: string): number | undefined {
  const [from, to] = [readSerial(first), readSerial(last)];
  if (from === undefined || to === undefined || from.series !== to.series || from.number > to.number) return undefined;
  const blanks = to.number - from.number + 1;
  return blanks > largestRange ? undefined : blanks;
}

export type TypedRanges = {
  ranges: { first: string; last: string }[];
  blanks: number;
  /** first line that cannot be read, from 1 */ bad?: number;
};

/** Ranges as typed or scanned, one a line: `AA000000018 – AA000000521`, or a single serial. */
export function readRanges(text: string): TypedRanges {
  const typed: TypedRanges = { ranges: [], blanks: 0 };
  for (const [index, line] of text.split("\n").entries()) {
    const [first, last = first, ...more] = line
      .toUpperCase()
      .split(/[^A-Z0-9]+/)
      .filter((part) => part !== "");
    if (first === undefined || last === undefined) continue;
    const blanks = more.length > 0 ? undefined : blanksBetween(first, last);
    if (blanks === undefined) return { ...typed, bad: index + 1 };
    typed.ranges.push({ first, last });
    typed.blanks += blanks;
  }
  return typed;
}
