import { remaining as readRemaining, remainingQuerySchema } from "@dinhdanh/campaign";
import { type Day, dayNumber, dayOf, systemActor } from "@dinhdanh/kernel";
import { readFigures } from "@dinhdanh/progress";
import type { Register } from "@dinhdanh/server";
import { descendantsByLevel } from "@dinhdanh/territory";
import { withFreshRegister } from "./folders.ts";
import { loadPeople } from "./load-people.ts";
import { count, heading, judged, measured, say } from "./output.ts";
import { eligible, province, snapshotDay } from "./people.ts";
import { spreadOf, timed } from "./quantile.ts";
import { randomDays } from "./random-days.ts";

const wanted = 10_000;
const calls = 200;
/** The campaign's first two months: nearly everyone of the commune still remains. */
const campaignStart = "2021-02-25";
const daysOfMany = 60;

/** The first page (50 people) of the list that a commune's officer opens first. */
export async function remaining(files: string): Promise<void> {
  heading("remaining", `first page of the remaining list of a commune of ${count(wanted)}`);
  await withFreshRegister(async (register) => {
    await loadPeople(register, files, eligible);
    const commune = await communeNear(register, wanted);
    say(
      `  (commune ${commune.code} ${commune.name}: ${count(commune.eligible)} eligible, the nearest to ${count(wanted)} of the province)`,
    );
    const page = (asOf: Day) => readRemaining(register, systemActor, remainingQuerySchema.parse({ unit: commune.code, asOf }));
    const last = dayOf(dayNumber(campaignStart) + daysOfMany);
    const days = randomDays(calls, campaignStart, last, 3);
    for (const day of days.slice(0, 10)) await page(day);
    const times: number[] = [];
    const totals: number[] = [];
    for (const day of days) times.push(await timed(async () => totals.push((await page(day)).total)));
    const remain = spreadOf(totals);
    say(
      `  (${calls} calls on random days from ${campaignStart} to ${last}; at the median ${count(remain.p50)} remain, at most ${count(remain.max)})`,
    );
    const { p50, p95 } = spreadOf(times);
    measured("first page, p50", p50, "ms");
    judged("first page, p95", p95, "ms", 20);
  });
}

/** The commune whose number of eligible people on the snapshot day is nearest to `people`. */
async function communeNear({ sql, engine, units }: Register, people: number) {
  const unit = units.find(province, dayNumber(snapshotDay));
  if (unit === undefined) throw new Error(`no province ${province}`);
  const communes = await descendantsByLevel(sql, unit.unitId, snapshotDay, "commune");
  const figures = await readFigures(sql, engine, communes.map((commune) => commune.unitId), snapshotDay); // prettier-ignore
  const sized = communes.map(({ unitId, code, name }) => ({ code, name, eligible: figures.get(unitId)?.["eligible"] ?? 0 }));
  const [nearest] = sized.toSorted((a, b) => Math.abs(a.eligible - people) - Math.abs(b.eligible - people));
  if (nearest === undefined) throw new Error(`no communes in province ${province}`);
  return nearest;
}
