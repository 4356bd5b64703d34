/** What the clients' thread answers to a list of dossiers. */
export type Answered = { wholeMs: number; tookMs: number[]; failure: string | null };

/** Runs the work over all, `clients` at a time. */
export async function atOnce<T>(items: readonly T[], clients: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const client = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: clients }, client));
}
