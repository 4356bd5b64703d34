import { addDays, type Day, dayNumber, toDay } from "@dinhdanh/kernel";
import type { Register } from "@dinhdanh/server";
import { lastUnitByCode } from "@dinhdanh/territory";
import { Refused } from "./output.ts";

/** The day asked for; else today, or the last day of a unit that is no more. */
export async function dayFor({ sql, clock }: Register, options: { unit: string; asOf?: string }): Promise<Day> {
  if (options.asOf !== undefined) return toDay(options.asOf);
  const unit = await lastUnitByCode(sql, options.unit, clock.today());
  return unit === undefined || unit.validUntil === null ? clock.today() : addDays(unit.validUntil, -1);
}

/** @throws {Refused} when no unit bears the code on the day: a list of nobody would look as if all were done */
export function knownUnit({ units }: Register, unit: string, day: Day): void {
  if (units.find(unit, dayNumber(day)) === undefined) throw new Refused({ code: "unit-not-found", retryable: false, details: { unit } });
}
