import type { Queryable } from "@dinhdanh/postgres";
import { importedSince, lastDuplicateSearch } from "../store/linking.ts";
import { mostOfFile } from "./candidates.ts";

/** Between two and three in the morning in Asia/Ho_Chi_Minh, UTC+7 all year: nobody waits for the cores. */
const hourUtc = 19;
const leastMsBetweenNights = 20 * 3_600_000;
/** After an import search and data quality have to follow first; and rolls come one after another. */
const restMs = 5 * 60_000;

/** Whether the register is to be compared with itself: it is night, or more people came by files than are compared one by one, and the last file was read minutes ago. */
export async function duplicateSearchDue(sql: Queryable, nowMs: number): Promise<boolean> {
  const last = await lastDuplicateSearch(sql);
  const since = last === null ? Number.NEGATIVE_INFINITY : Date.parse(last);
  if (new Date(nowMs).getUTCHours() === hourUtc && nowMs - since >= leastMsBetweenNights) return true;
  const { people, endedAt } = await importedSince(sql, last);
  return people > mostOfFile && endedAt !== null && nowMs - Date.parse(endedAt) >= restMs;
}
