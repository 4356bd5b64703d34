import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Day, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { type FixedClock, fixedClock, testDatabase } from "@dinhdanh/testkit";
import { intakeOf } from "../imports/kinds.ts";
import { migrations, openRegister, type Register } from "../register.ts";
import { claimants, type Inhabitant, inhabitants, rollOf } from "./test-inhabitants.ts";
import { bearer, emptyModel, enter, type Model } from "./test-model.ts";

/** The register as it is put together, a model of it, and a folder. */
export type World = {
  register: Register;
  clock: FixedClock<Day>;
  home: string;
  model: Model;
  /** how many things were asked for */
  asked: number;
  close: () => Promise<void>;
};

const beginning = "2023-05-01T08:00:00+07:00";

export async function openWorld(): Promise<World> {
  const database = await testDatabase(migrations);
  const home = mkdtempSync(join(tmpdir(), "dinhdanh-lives-"));
  const clock = fixedClock<Day>(beginning);
  const register = await openRegister({ databaseUrl: database.url, home, clock, connections: 6 });
  const close = async () => {
    await register.close();
    await database.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { register, clock, home, model: emptyModel(), asked: 0, close };
}

/** Rows that are there before anybody is, and stay. */
const lasting = ["progress.fold", "population.quality_state", "ledger.signer"];

/** The first day again: the inhabitants are in the register, and rows about numbers of theirs have been refused. */
export async function begin(world: World): Promise<void> {
  const { sql } = world.register;
  const tables = await sql<{ name: string }[]>`
    SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('ledger', 'population', 'progress') ORDER BY 1`;
  const emptied = tables.map(({ name }) => name).filter((name) => !lasting.includes(name));
  await sql.unsafe(`TRUNCATE ${emptied.join(", ")}`);
  await sql`UPDATE progress.fold SET horizon = NULL, version = version + 1`;
  world.clock.set(beginning);
  world.model = emptyModel();
  world.asked = 0;
  for (const people of [inhabitants, claimants]) await importRoll(world, people);
  for (const { personId, ...facts } of inhabitants) enter(world.model, personId, facts);
  for (const row of claimants) world.model.claims.push({ ownerId: bearer(world.model, row.pin)?.personId ?? "", row });
}

async function importRoll({ register, home, clock }: World, people: readonly Inhabitant[]): Promise<void> {
  const path = join(home, "roll.csv");
  writeFileSync(path, rollOf(people));
  const roll = intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-05-01") });
  await runIntake(roll, { ...register, actor: systemActor, path });
  clock.advanceMs(60_000);
}
