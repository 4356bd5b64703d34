/** A run of a list: everybody in it stands together, and nobody of another run between them. */
export type Run = { n: number };

/**
 * The runs of a list that a page touches, so that only their people are read and sorted, whatever the size of the list.
 * @returns them in order, and how many people of the first ones come before the page
 */
export function runsOfPage<T extends Run>(runs: readonly T[], offset: number, limit: number): { runs: T[]; skip: number } {
  const touched: T[] = [];
  let before = 0;
  let skip = 0;
  for (const run of runs) {
    const after = before + run.n;
    if (after > offset && before < offset + limit && run.n > 0) {
      if (touched.length === 0) skip = offset - before;
      touched.push(run);
    }
    before = after;
  }
  return { runs: touched, skip: Math.max(0, skip) };
}
