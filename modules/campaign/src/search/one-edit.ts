/** Whether one letter put in, left out or replaced, or two neighbours exchanged, makes one word the other; equal words too. */
export function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  if (at === a.length && at === b.length) return true;
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (b.length > a.length) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

const digits = "0123456789";

/** The numbers of `length` digits that a mistyped one may mean: one digit wrong, missing or too many, or two neighbours exchanged. */
export function numbersNear(given: string, length: number): string[] {
  const near = new Set<string>();
  for (let at = 0; at <= given.length; at += 1) {
    const [before, after] = [given.slice(0, at), given.slice(at)];
    if (given.length === length - 1) for (const digit of digits) near.add(before + digit + after);
    if (after === "") continue;
    if (given.length === length + 1) near.add(before + after.slice(1));
    if (given.length !== length) continue;
    for (const digit of digits) near.add(before + digit + after.slice(1));
    if (after.length > 1) near.add(before + (after[1] ?? "") + (after[0] ?? "") + after.slice(2));
  }
  near.delete(given);
  return [...near];
}
