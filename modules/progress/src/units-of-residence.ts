import { type Day, dayNumber } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { type Unit, unitsAround } from "@dinhdanh/territory";
import { standingOf } from "./store/standing.ts";

/** The units in which somebody is registered on a day, the commune first; of a commune that has ended, the one that it went into. Empty where no place is known. */
export async function unitsOfResidence(sql: Queryable, personId: string, day: Day): Promise<Unit[]> {
  const on = dayNumber(day);
  const stay = (await standingOf(sql, personId))?.stays.find(({ from, until }) => from <= on && on < until);
  return stay === undefined || stay.unitId === null ? [] : unitsAround(sql, stay.unitId, day);
}
