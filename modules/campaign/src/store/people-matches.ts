import { nameMatcher } from "@dinhdanh/vietnamese";

/** A query that can be read in batches. */
type Cursored = { cursor: (rows: number) => AsyncIterable<Record<string, unknown>[]> };

/**
 * Reads an ordered list of `person_id`, `full_name`, keeps those whose name matches, and remembers one page of them: a list of a
 * province is never held in memory.
 */
export async function matchingPage(
  query: Cursored,
  search: string,
  offset: number,
  limit: number,
): Promise<{ matching: number; ids: string[] }> {
  const matches = nameMatcher(search);
  const ids: string[] = [];
  let matching = 0;
  for await (const rows of query.cursor(2000)) {
    for (const row of rows) {
      if (!matches(String(row["full_name"]))) continue;
      if (matching >= offset && ids.length < limit) ids.push(String(row["person_id"]));
      matching += 1;
    }
  }
  return { matching, ids };
}
