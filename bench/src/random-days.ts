import { type Day, dayNumber, dayOf } from "@dinhdanh/kernel";

/** mulberry32 (Tommy Ettinger): the same seed asks for the same days in every run. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `n` random days from `first` to `last`, both included. */
export function randomDays(n: number, first: string, last: string, seed: number): Day[] {
  const random = mulberry32(seed);
  const start = dayNumber(first);
  const length = dayNumber(last) - start + 1;
  return Array.from({ length: n }, () => dayOf(start + Math.floor(random() * length)));
}
