import { readFileSync, rmSync } from "node:fs";
import { indexNext, openCampaign } from "@dinhdanh/campaign";
import { systemActor, toDay } from "@dinhdanh/kernel";
import { type IntakeKind, type IntakeReport, openSigningKey, runIntake, sealNext } from "@dinhdanh/ledger";
import { checkNext } from "@dinhdanh/population";
import { settleTables } from "@dinhdanh/postgres";
import { foldPending } from "@dinhdanh/progress";
import { importFile as importOf, intakeOf, type Register } from "@dinhdanh/server";
import { count, say, seconds } from "./output.ts";
import { simulated, snapshotDay } from "./people.ts";
import { timed } from "./quantile.ts";

type Narrowed = { narrow?: (whole: IntakeKind) => IntakeKind };

/** The import that users have, of one file. */
export function importFile(
  register: Register,
  kind: "roll" | "acts",
  path: string,
  { narrow, threads = 1 }: Narrowed & { threads?: number } = {},
): Promise<IntakeReport> {
  const how = { officer: systemActor.code, unitsOn: toDay(snapshotDay) };
  if (narrow === undefined) return importOf(register, { kind, ...how }, { actor: systemActor, path, threads });
  return runIntake(narrow(intakeOf(register, kind, how)), { sql: register.sql, clock: register.clock, actor: systemActor, path });
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

/** What follows the ledger beside a server, brought up to it, as a server that has been up for some minutes has: search, data quality, sealing. */
export async function follow(register: Register): Promise<void> {
  const ms = await timed(async () => {
    while (await indexNext(register.sql));
    while (await checkNext(register));
    const key = openSigningKey(register.home);
    while ((await sealNext(register.sql, register.clock, key)) > 0);
  });
  say(`  (indexed for the search, checked and sealed what was loaded in ${seconds(ms)})`);
}

/** Roll, campaign and acts as after the demo load, settled. `narrowed` may leave acts out. */
export async function loadPeople(register: Register, files: string, size: number, narrowed: Narrowed = {}): Promise<void> {
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
    acts = enteredOf(await importFile(register, "acts", paths.acts, narrowed));
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
