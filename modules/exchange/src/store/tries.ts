import type { Queryable } from "@dinhdanh/postgres";

const firstWaitSeconds = 30;
const longestWaitSeconds = 900;

/**
 * Counts a try before the secret is looked at, so that tries sent all at once count too. After `freeTries` each further one waits 30 s, doubling
 * up to 15 minutes.
 * @returns seconds to wait, 0 when the try may go on
 */
export async function claimTry(sql: Queryable, key: string, freeTries: number, now: string): Promise<number> {
  const claimed = await sql`
    INSERT INTO exchange.token_try AS t (key, tries, last_at, allowed_at) VALUES (${key}, 1, ${now}, ${now})
    ON CONFLICT (key) DO UPDATE SET
      tries = t.tries + 1,
      last_at = excluded.last_at,
      allowed_at = excluded.last_at + make_interval(secs => CASE WHEN t.tries + 1 < ${freeTries} THEN 0
        ELSE least(${firstWaitSeconds} * power(2, least(t.tries + 1 - ${freeTries}, 20)), ${longestWaitSeconds}) END)
    WHERE t.allowed_at <= excluded.last_at
    RETURNING tries`;
  if (claimed.length > 0) return 0;
  const [row] =
    await sql`SELECT ceil(extract(epoch FROM allowed_at - ${now}::timestamptz))::int AS wait FROM exchange.token_try WHERE key = ${key}`;
  return Math.max(1, (row?.["wait"] as number | undefined) ?? 1);
}

export async function forgetTries(sql: Queryable, keys: readonly string[]): Promise<void> {
  await sql`DELETE FROM exchange.token_try WHERE key = ANY (${[...keys]}::text[])`;
}

/** Tries of a day ago no longer count, and made-up ids do not pile up. */
export async function forgetOldTries(sql: Queryable, now: string): Promise<void> {
  await sql`DELETE FROM exchange.token_try WHERE last_at < ${now}::timestamptz - interval '1 day'`;
}
