import { readFileSync, rmSync } from "node:fs";
import { openCampaign } from "@dinhdanh/campaign";
import { systemActor, toDay } from "@dinhdanh/kernel";
import { type IntakeKind, type IntakeReport, runIntake } from "@dinhdanh/ledger";
import { settleTables } from "@dinhdanh/postgres";
import { foldPending } from "@dinhdanh/progress";
import { intakeOf, type Register } from "@dinhdanh/server";
import { count, say, seconds } from "./output.ts";
import { simulated, snapshotDay } from "./people.ts";
import { timed } from "./quantile.ts";

/** The import that users have, of one file. */
export function importFile(
  register: Register,
  kind: "roll" | "acts",
  path: string,
  narrow = (whole: IntakeKind) => whole,
): Promise<IntakeReport> {
  const intake = narrow(intakeOf(register, kind, { officer: systemActor.code, unitsOn: toDay(snapshotDay) }));
  return runIntake(intake, { sql: register.sql, clock: register.clock, actor: systemActor, path });
}

export async function fold(register: Register): Promise<void> {
  await foldPending(register.sql, register.clock);
}

/** As the database has settled by itself minutes after a load: statistics for the planner, and no vacuum at work while reads are timed. */
export async function settle(register: Register): Promise<void> {
  await settleTables(register.sql, {
    analyse: ["ledger.act"],
    vacuum: ["progress.tally", "progress.balance", "progress.standing", "population.person", "population.finding"],
  });
}

/** Roll, campaign and acts as after the demo load, settled. `narrow` may leave acts out. */
export async function loadPeople(
  register: Register,
  files: string,
  size: number,
  narrow?: (whole: IntakeKind) => IntakeKind,
): Promise<void> {
  const paths = {
    roll: await simulated(files, size, "roll"),
    acts: await simulated(files, size, "acts"),
    campaign: await simulated(files, size, "campaign"),
  };
  let people = 0;
  let acts = 0;
  const ms = await timed(async () => {
    people = enteredOf(await importFile(register, "roll", paths.roll));
    await fold(register);
    acts = enteredOf(await importFile(register, "acts", paths.acts, narrow));
    await fold(register);
    const opened = await openCampaign(register, systemActor, JSON.parse(readFileSync(paths.campaign, "utf8")));
    if (!opened.ok) throw new Error(`the simulated campaign was refused: ${opened.refusal.code}`);
    await settle(register);
  });
  say(`  (loaded ${count(people)} people of all ages and ${count(acts)} acts in ${seconds(ms)})`);
}

/** Files of millions of people are not kept for the next bench. */
export function forget(files: string, size: number): void {
  rmSync(`${files}/${size}`, { recursive: true, force: true });
}

const enteredOf = (report: IntakeReport) => report.accepted + report.acceptedWithFindings;
