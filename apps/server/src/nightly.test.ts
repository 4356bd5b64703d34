import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Day, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { checkNext } from "@dinhdanh/population";
import { fixedClock, testDatabase } from "@dinhdanh/testkit";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { startNightlyChecks } from "./nightly.ts";
import { migrations, openRegister, type Register } from "./register.ts";

/** who turns 120 on 1 May 2023 */
const roll = "pin,fullName,birthDate,sex,permanentUnit\n035003000018,Nguyễn Văn Ví Dụ,1903-05-01,male,13450\n";
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-nightly-"));
const clock = fixedClock<Day>("2023-04-22T08:00:00+07:00");

let database: Awaited<ReturnType<typeof testDatabase>>;
/** two servers that share a database */
let registers: Register[];
beforeAll(async () => {
  database = await testDatabase(migrations);
  registers = [];
  for (const name of ["one", "other"])
    registers.push(await openRegister({ databaseUrl: database.url, home: join(folder, name), clock, connections: 6 }));
  const path = join(folder, "roll.csv");
  writeFileSync(path, roll);
  const [register] = registers;
  if (register === undefined) throw new Error("no register");
  await runIntake(intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") }), {
    ...register,
    actor: systemActor,
    path,
  });
  while (await checkNext(register));
});
afterAll(async () => {
  for (const register of registers) await register.close();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

let done: Record<string, number>[];
let errors: unknown[];
beforeEach(() => {
  done = [];
  errors = [];
});

const start = () =>
  registers.map((register) =>
    startNightlyChecks(register, { everyMs: 5, onDone: (result) => void done.push(result), onError: (error) => void errors.push(error) }),
  );
/** What two servers have done when each has looked often enough. */
async function work(expected: number): Promise<Record<string, number>[]> {
  const running = start();
  await expect.poll(() => done.length + errors.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(expected);
  await sleep(200);
  await Promise.all(running.map((one) => one.stop()));
  expect(errors).toEqual([]);
  return done;
}

it("leaves the day to others", async () => {
  clock.set("2023-05-02T08:00:00+07:00");
  expect(await work(0)).toEqual([]);
});

it("gives up when the server stops, and writes nothing", async () => {
  clock.set("2023-05-02T03:30:00+07:00");
  let stopped: Promise<unknown> = Promise.resolve();
  await database.sql.begin(async (tx) => {
    await tx`SELECT 1 FROM population.quality_state FOR UPDATE`;
    const running = start();
    const waiting = async () =>
      (await database.sql`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`).length;
    await expect.poll(waiting, { timeout: 30_000 }).toBe(1);
    stopped = Promise.all(running.map((one) => one.stop()));
  });
  await stopped;
  expect([done, errors]).toEqual([[], []]);
  expect(await database.sql`SELECT kind FROM population.finding WHERE kind = 'too-old'`).toHaveLength(0);
});

it("checks everybody once a night, on one of the servers that share the register", async () => {
  clock.set("2023-05-02T03:35:00+07:00");
  expect(await work(1)).toEqual([{ people: 1, found: 1, mended: 0 }]);
  expect(await database.sql`SELECT kind FROM population.finding WHERE kind = 'too-old'`).toHaveLength(1);
  clock.set("2023-05-02T03:55:00+07:00");
  expect(await work(1)).toHaveLength(1);
  clock.set("2023-05-03T03:05:00+07:00");
  done = [];
  expect(await work(1)).toEqual([{ people: 1, found: 0, mended: 0 }]);
});
