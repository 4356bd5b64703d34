import type { Queryable } from "@dinhdanh/postgres";
import { everybodyCheckedAt } from "./store/findings.ts";

/** Between three and four in the morning in Asia/Ho_Chi_Minh, UTC+7 all year: after the hour in which duplicates are searched for. */
const hourUtc = 20;
const leastMsBetweenNights = 20 * 3_600_000;

/** Whether every rule is to be applied to everybody: it is night, and nobody has done it since yesterday. */
export async function everybodyCheckDue(sql: Queryable, nowMs: number): Promise<boolean> {
  if (new Date(nowMs).getUTCHours() !== hourUtc) return false;
  const last = await everybodyCheckedAt(sql);
  return last === null || nowMs - Date.parse(last) >= leastMsBetweenNights;
}
