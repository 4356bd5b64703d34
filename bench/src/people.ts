import { existsSync } from "node:fs";
import { join } from "node:path";
import { demoRequest } from "@dinhdanh/server";
import { simulateProvince } from "@dinhdanh/simulation";
import { say, seconds } from "./output.ts";
import { timed } from "./quantile.ts";

/** The day on which the replay's people are counted; unit codes of its files are those of this day. */
export const snapshotDay = demoRequest.on;

export const province = demoRequest.province;

/** A size that the environment may set. */
export function sizeOf(variable: string, usual: number): number {
  const given = process.env[variable];
  const size = given === undefined || given === "" ? usual : Number(given);
  if (!Number.isInteger(size) || size < 1000) throw new Error(`${variable} must be a whole number, 1000 or more`);
  return size;
}

const usualLarge = 7_500_000;

/** Eligible people that benches work on. */
export const eligible = sizeOf("BENCH_PEOPLE", demoRequest.eligible);

/** Eligible people of the comparison with ten times as many. */
export const eligibleLarge = sizeOf("BENCH_LARGE_PEOPLE", usualLarge);

/** A word of caution for runs on other sizes than those that the budgets are meant for. */
export function scaleNote(): string | undefined {
  if (eligible === demoRequest.eligible && eligibleLarge === usualLarge) return undefined;
  const [people, large] = [demoRequest.eligible, usualLarge].map((size) => size.toLocaleString("en-US"));
  return `Other sizes than usual: the budgets are meant for ${people} eligible people, and ${large} as ten times as many.`;
}

/** Path of a simulated file, written at the first call of a run and shared by all of its benches. */
export async function simulated(folder: string, size: number, part: "roll" | "acts" | "campaign"): Promise<string> {
  const out = join(folder, String(size));
  const path = join(out, part === "campaign" ? "campaign.json" : `${part}.csv`);
  if (existsSync(path)) return path;
  const written = part === "campaign" ? "roll" : part;
  const ms = await timed(() => simulateProvince({ ...demoRequest, eligible: size, out, part: written }));
  say(`  (simulated the ${written} of ${size.toLocaleString("en-US")} eligible people in ${seconds(ms)})`);
  return path;
}
