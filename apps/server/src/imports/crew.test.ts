import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemActor, toDay } from "@dinhdanh/kernel";
import { type ImportKind, type IntakeReport, runIntake } from "@dinhdanh/ledger";
import { simulateProvince } from "@dinhdanh/simulation";
import { testDatabase, type TestDatabase } from "@dinhdanh/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { migrations, openRegister, type Register } from "../register.ts";
import { gatherCrew, type ImportCrew } from "./crew.ts";
import { intakeOf } from "./kinds.ts";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-crew-"));
const paths = { roll: join(folder, "roll.csv"), acts: join(folder, "acts.csv") };
const how = { officer: systemActor.code, unitsOn: toDay("2023-04-22") };

let database: TestDatabase;
let register: Register;
let crew: ImportCrew | undefined;
beforeAll(async () => {
  await simulateProvince({ province: "35", eligible: 4000, on: "2023-04-22", seed: 1, out: folder });
  const [header = ""] = readFileSync(paths.roll, "utf8").split("\n", 1);
  appendFileSync(paths.roll, `too,few\n"a\u0000, ""b"""${",".repeat(header.split(",").length - 1)}\n`);
});
beforeEach(openAnew);
afterEach(async () => {
  await register.close();
  await database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function openAnew(): Promise<void> {
  database = await testDatabase(migrations);
  register = await openRegister({ databaseUrl: database.url, home: folder, connections: 6 });
}

async function load(kind: ImportKind, onProgress = () => {}, threads = 2): Promise<IntakeReport> {
  crew = gatherCrew(register, { kind, ...how }, threads);
  expect(crew === undefined).toBe(threads < 2);
  try {
    return await runIntake(intakeOf(register, kind, how), {
      ...{ sql: register.sql, clock: register.clock, actor: systemActor, path: paths[kind], onProgress },
      ...(crew === undefined ? {} : { writers: crew.writers }),
    });
  } finally {
    await crew?.close();
  }
}
const left = async () => {
  const [row] = await register.sql`
    SELECT (SELECT md5(string_agg(p::text, '' ORDER BY person_id)) FROM (SELECT person_id, pin, old_ids, full_name, birth_date, address FROM population.person) p) AS people,
      (SELECT md5(string_agg(concat(subject_id, kind, payload::text), '' ORDER BY subject_id, kind, occurred_at, payload::text)) FROM ledger.act
        WHERE kind NOT LIKE 'unit.%') AS acts,
      (SELECT md5(string_agg(f::text, '' ORDER BY f)) FROM (SELECT person_id, kind, given FROM population.finding) f) AS findings,
      (SELECT md5(string_agg(s::text, '' ORDER BY s)) FROM (SELECT person_id, unit_id, collected_on FROM progress.standing) s) AS standing,
      (SELECT md5(string_agg(r::text, '' ORDER BY row_no)) FROM (SELECT row_no, field, reason, source FROM ledger.intake_reject) r) AS rejects`;
  return row;
};

it("leaves by threads what one thread leaves, row by row", async () => {
  const reports = { roll: await load("roll"), acts: await load("acts") };
  expect(reports.roll.rejected).toBeGreaterThan(2);
  expect(reports.acts.accepted).toBeGreaterThan(20_000);
  const byThreads = await left();
  expect(await load("acts")).toMatchObject({ accepted: 0, unchanged: reports.acts.read });
  await register.close();
  await database.close();
  await openAnew();
  expect({ roll: await load("roll", undefined, 1), acts: await load("acts", undefined, 1) }).toEqual(reports);
  expect(await left()).toEqual(byThreads);
}, 120_000);

const counts = async () => {
  const [row] = await register.sql`
    SELECT (SELECT count(*) FROM population.person)::int AS people, (SELECT count(*) FROM ledger.act WHERE kind = 'person.registered')::int AS acts,
      (SELECT sum(accepted + accepted_with_findings) FROM ledger.intake_chunk)::int AS counted`;
  return row;
};
const all = (people: number) => ({ people, acts: people, counted: people });

it("tells why a chunk could not be written, leaves whole ones, and goes on from there", async () => {
  const late = readFileSync(paths.roll, "utf8").split("\n").slice(-200, -100);
  const pin = late.map((line) => line.split(",")[1] ?? "").find((cell) => /^\d{12}$/.test(cell)) ?? "none";
  await register.sql.unsafe(`ALTER TABLE population.person ADD CONSTRAINT refused CHECK (pin <> '${pin}') NOT VALID`);
  const failure = await load("roll").catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ code: "23514", message: expect.stringContaining('"refused"') });
  const before = await counts();
  expect(before?.["people"]).toBeGreaterThan(2000);
  expect(before).toEqual(all(Number(before?.["people"])));
  await register.sql.unsafe("ALTER TABLE population.person DROP CONSTRAINT refused");
  const { read, rejected } = await load("roll");
  expect(await counts()).toEqual(all(read - rejected));
}, 60_000);

it("goes on alone where its thread ends, each row once", async () => {
  let chunks = 0;
  const { read, rejected } = await load("roll", () => void (++chunks === 3 && crew?.close()));
  expect(chunks).toBeGreaterThan(4);
  expect(await counts()).toEqual(all(read - rejected));
}, 60_000);

it("needs a second thread, and the clock that threads have", async () => {
  expect(gatherCrew(register, { kind: "roll", ...how }, 1)).toBeUndefined();
  expect(gatherCrew({ ...register, clock: { ...register.clock } }, { kind: "roll", ...how }, 2)).toBeUndefined();
});
