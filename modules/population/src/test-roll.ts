import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clockAt, dayNumber, systemActor } from "@dinhdanh/kernel";
import { type Act, actsOf, createLedger, type IntakeReport, migrations as ledgerMigrations, runIntake } from "@dinhdanh/ledger";
import { migrations as territoryMigrations } from "@dinhdanh/territory";
import { testDatabase } from "@dinhdanh/testkit";
import { factsOf, findingsOf, migrations, personIdByPin, projectEvents, rollIntake } from "./index.ts";
import { numberKey } from "./numbers/number-key.ts";
import { verifyPeople } from "./verify-people.ts";

/** A key for tests only. */
export const testNumberKey = () => numberKey(Buffer.alloc(32, 7));

const communes = new Set(["13450", "13408", "13309"]);

/** A register of people alone, in a database of its own. */
export async function testRoll(options: { chunkRows?: number } = {}) {
  const database = await testDatabase([ledgerMigrations, territoryMigrations, migrations], { max: 6 });
  const { sql } = database;
  const folder = mkdtempSync(join(tmpdir(), "roll-"));
  // it goes on with every look: what is told later is recorded later
  let nowMs = Date.parse("2023-04-22T08:00:00+07:00");
  const clock = clockAt(() => (nowMs += 10));
  const ledger = createLedger(clock, [projectEvents]);
  const knows = (code: string) => communes.has(code);
  const context = { knowsUnit: knows, knowsCommune: knows, today: dayNumber(clock.today()) };
  const kind = rollIntake({ ledger, context, unitsOn: "2023-04-22", officer: "CB-1", numberKey: testNumberKey });
  let files = 0;
  const take = (content: string | Uint8Array): Promise<IntakeReport> => {
    const path = join(folder, `${(files += 1)}.csv`);
    writeFileSync(path, content);
    return runIntake({ ...kind, chunkRows: options.chunkRows ?? kind.chunkRows }, { sql, clock, actor: systemActor, path });
  };
  const idOf = async (pin: string) => (await personIdByPin(sql, pin)) ?? "00000000-0000-0000-0000-000000000000";
  return {
    ...{ sql, take, idOf },
    record: (acts: Act[]) => sql.begin((tx) => ledger.record(tx, acts)),
    facts: async (pin: string) => factsOf(sql, await idOf(pin)),
    findings: async (pin: string) => (await findingsOf(sql, await idOf(pin))).map(({ kind: found }) => found),
    kinds: async (pin: string) => (await actsOf(sql, await idOf(pin))).map((act) => act.kind),
    people: () => sql`SELECT count(*)::int AS n FROM population.person`.then(([row]) => Number(row?.["n"])),
    /** Everything that an import may change. */
    state:
      () => sql`SELECT (SELECT json_agg(p ORDER BY person_id) FROM population.person p)::text AS people, (SELECT json_agg(n ORDER BY pin) FROM population.number n)::text AS numbers,
      (SELECT count(*)::int FROM ledger.act) AS acts, (SELECT json_agg(f ORDER BY person_id, kind, field) FROM population.finding f)::text AS findings`,
    differences: async () => {
      const found: unknown[] = [];
      await verifyPeople(sql, sql, (difference) => found.push(difference));
      return found;
    },
    clear: async () => {
      for (const table of ["ledger.act", "ledger.intake", "ledger.intake_chunk", "ledger.intake_reject"])
        await sql.unsafe(`TRUNCATE ${table}`);
      for (const table of ["person", "number", "unnumbered", "finding", "told", "history", "number_claim"])
        await sql.unsafe(`TRUNCATE population.${table}`);
    },
    close: async () => {
      rmSync(folder, { recursive: true, force: true });
      await database.close();
    },
  };
}

export const counts = ({ accepted, acceptedWithFindings, rejected, unchanged }: IntakeReport) => [
  accepted,
  acceptedWithFindings,
  rejected,
  unchanged,
];
