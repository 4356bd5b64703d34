import type { Day } from "@dinhdanh/kernel";
import type { Register } from "@dinhdanh/server";
import { withFreshRegister } from "../folders.ts";
import { forget, loadPeople } from "../load-people.ts";
import { count, heading, judged, measured, say } from "../output.ts";
import { eligible, eligibleLarge } from "../people.ts";
import { spreadOf } from "../quantile.ts";
import { randomDays } from "../random-days.ts";
import { againstRecount } from "./against-recount.ts";
import { provinceUnits, type ProvinceUnits, timeCoverage, timeReading } from "./reading.ts";
import { sampled } from "./sample.ts";

const calls = 500;
const warmUp = 50;
/** Beyond this many people the acts are sampled: all of 7.5 million people's would take more than half an hour and 30 GB. */
const mostWhole = 2_000_000;

const days = (seed: number, n = calls) => randomDays(n, "2021-01-01", "2023-12-31", seed);

/** A province's figures by commune as of any date, beside recounts, and with ten times the people. */
export async function figures(files: string): Promise<void> {
  heading("figures", `a province by commune, all measures, as of random days of 2021-2023, ${count(eligible)} eligible people`);
  await withFreshRegister(async (register) => {
    await loadPeople(register, files, eligible);
    const units = await provinceUnits(register);
    for (const day of days(0, warmUp)) await timeReading(register, units.all, day);
    const { p50, p95 } = spreadOf(await readAll(register, units, days(1)));
    say(
      `  (1 province, ${units.districts} districts, ${units.communes.length} communes in one reading; ${calls} readings after ${warmUp} to warm up)`,
    );
    measured("read figures, p50", p50, "ms");
    judged("read figures, p95", p95, "ms", 5);
    await againstRecount(register, units, p50);
    await answers(register);
    await withFreshRegister((large) => tenTimes(register, large, files));
  });
}

async function readAll(register: Register, units: ProvinceUnits, on: Day[]): Promise<number[]> {
  const times: number[] = [];
  for (const day of on) times.push(await timeReading(register, units.all, day));
  return times;
}

/** The overview's whole answer; its first call computes completion and ranks, which are kept until the tally changes. */
async function answers(register: Register): Promise<void> {
  const [first, ...rest] = days(2, 201);
  if (first === undefined) return;
  measured("coverage() of the province, first call", await timeCoverage(register, first), "ms", "completion and ranks computed");
  const times: number[] = [];
  for (const day of rest) times.push(await timeCoverage(register, day));
  const { p50, p95 } = spreadOf(times);
  measured("coverage() of the province, p50", p50, "ms");
  measured("coverage() of the province, p95", p95, "ms", `${rest.length} calls; no budget of its own`);
}

/** Reads the two registers in turn, so that what else the machine does falls on both. */
async function tenTimes(small: Register, large: Register, files: string): Promise<void> {
  const whole = eligibleLarge <= mostWhole;
  say(
    `  with ${count(eligibleLarge)} eligible people, ${whole ? "all acts" : "all dossiers, moves, deaths and exclusions; other acts of one person in ten"}`,
  );
  await loadPeople(large, files, eligibleLarge, whole ? {} : { narrow: sampled });
  forget(files, eligibleLarge);
  const [unitsOfSmall, unitsOfLarge] = [await provinceUnits(small), await provinceUnits(large)];
  const times: { small: number[]; large: number[] } = { small: [], large: [] };
  for (const day of [...days(4, warmUp), ...days(5)]) {
    times.small.push(await timeReading(small, unitsOfSmall.all, day));
    times.large.push(await timeReading(large, unitsOfLarge.all, day));
  }
  const [fewer, more] = [spreadOf(times.small.slice(warmUp)), spreadOf(times.large.slice(warmUp))];
  measured(`read figures of ${count(eligible)}, p95`, fewer.p95, "ms", `p50 ${fewer.p50.toFixed(2)} ms, in turn with the next`);
  judged(`read figures of ${count(eligibleLarge)}, p95`, more.p95, "ms", 5);
  judged("p95 with the larger : the smaller", more.p95 / fewer.p95, "×", 1.2);
}
