import type { Queryable } from "@dinhdanh/postgres";
import { instant } from "./officers.ts";

const freeTries = 5;
const firstWaitSeconds = 30;
const longestWaitSeconds = 900;
const forgottenAfterMs = 86_400_000;

/**
 * Counts a try before the password is looked at, so that tries sent all at once count too. After {@link freeTries} tries each further one must
 * wait: 30 s, doubling up to 15 minutes: an attacker gets 100 a day, and an officer locked out by one waits no longer.
 * @returns seconds to wait, 0 when the try may go on
 */
export async function claimTry(sql: Queryable, code: string, nowMs: number): Promise<number> {
  const claimed = await sql`
    INSERT INTO staff.sign_in_try AS t (code, tries, last_at, allowed_at)
    VALUES (${code}, 1, ${instant(sql, nowMs)}, ${instant(sql, nowMs)})
    ON CONFLICT (code) DO UPDATE SET
      tries = t.tries + 1,
      last_at = excluded.last_at,
      allowed_at = excluded.last_at + make_interval(secs => CASE WHEN t.tries + 1 < ${freeTries} THEN 0
        ELSE least(${firstWaitSeconds} * power(2, least(t.tries + 1 - ${freeTries}, 20)), ${longestWaitSeconds}) END)
    WHERE t.allowed_at <= excluded.last_at
    RETURNING tries`;
  if (claimed.length > 0) return 0;
  const [row] = await sql`
    SELECT ceil(extract(epoch FROM allowed_at - ${instant(sql, nowMs)}))::int AS wait FROM staff.sign_in_try WHERE code = ${code}`;
  return Math.max(1, (row?.["wait"] as number | undefined) ?? 1);
}

export async function forgetTries(sql: Queryable, code: string): Promise<void> {
  await sql`DELETE FROM staff.sign_in_try WHERE code = ${code}`;
}

/** Tries of a day ago no longer count, and made-up codes do not pile up. */
export async function forgetOldTries(sql: Queryable, nowMs: number): Promise<void> {
  await sql`DELETE FROM staff.sign_in_try WHERE last_at < ${instant(sql, nowMs - forgottenAfterMs)}`;
}
