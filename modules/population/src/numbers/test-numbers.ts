import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Day, dayNumber, newId, systemActor } from "@dinhdanh/kernel";
import { createLedger, migrations as ledgerMigrations, runIntake } from "@dinhdanh/ledger";
import { openPool } from "@dinhdanh/postgres";
import * as territory from "@dinhdanh/territory";
import { fixedClock, testDatabase } from "@dinhdanh/testkit";
import { migrations, projectEvents, rollIntake } from "../index.ts";
import { testNumberKey } from "../test-roll.ts";
import type { NumberDeps } from "./deps.ts";

/** Boys born in 2023 whose birth was registered in Hà Nam. */
export const boys = { province: "035", sex: "male", birthYear: 2023 } as const;
export const request = (count: number, of: Partial<typeof boys> | { birthYear: number } = {}) => ({
  requestId: newId(),
  ...boys,
  ...of,
  count,
});

/** What another process needs to give numbers of the same register. */
export async function numberDepsAt(url: string): Promise<NumberDeps & { close: () => Promise<void> }> {
  const sql = openPool(url, { max: 4 });
  const ledger = createLedger(fixedClock<Day>("2023-06-01T08:00:00+07:00"), [projectEvents]);
  return { sql, ledger, units: await territory.communeIndex(sql), numberKey: testNumberKey, close: () => sql.end({ timeout: 5 }) };
}

export async function numberRegister() {
  const database = await testDatabase([ledgerMigrations, territory.migrations, migrations], { max: 8 });
  const { sql } = database;
  const clock = fixedClock<Day>("2023-06-01T08:00:00+07:00");
  await territory.loadBuiltinTerritory(sql, createLedger(clock, []));
  const ledger = createLedger(clock, [projectEvents]);
  const units = await territory.communeIndex(sql);
  const folder = mkdtempSync(join(tmpdir(), "numbers-"));
  let files = 0;
  const importRoll = (rows: string[], columns = "pin,fullName,birthDate,sex,permanentUnit") => {
    const path = join(folder, `${(files += 1)}.csv`);
    writeFileSync(path, [columns, ...rows].join("\n"));
    const context = { knowsUnit: () => true, knowsCommune: () => true, today: dayNumber(clock.today()) };
    const kind = rollIntake({ ledger, context, unitsOn: "2023-06-01", officer: "CB-1", numberKey: testNumberKey });
    return runIntake(kind, { sql, clock, actor: systemActor, path });
  };
  /** Numbers that people bear already, as an import of long ago left them. */
  const fill = (bucket: string, from: number, to: number) => sql`
    INSERT INTO population.number SELECT ${bucket} || lpad(n::text, 6, '0'), gen_random_uuid() FROM generate_series(${from}::int, ${to}::int) n`;
  const close = async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.close();
  };
  return { sql, clock, ledger, units, numberKey: testNumberKey, url: database.url, importRoll, fill, close };
}
export type NumberRegister = Awaited<ReturnType<typeof numberRegister>>;
