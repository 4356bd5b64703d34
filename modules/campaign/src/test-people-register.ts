import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Actor, clockAt, dayNumber, newId, systemActor, toDay } from "@dinhdanh/kernel";
import { dossierProgramme } from "@dinhdanh/dossiers";
import { type Act, createLedger, migrations as ledgerMigrations, runIntake } from "@dinhdanh/ledger";
import { cardProgramme } from "@dinhdanh/cards";
import * as population from "@dinhdanh/population";
import * as progress from "@dinhdanh/progress";
import * as territory from "@dinhdanh/territory";
import { testDatabase } from "@dinhdanh/testkit";
import { migrations } from "./index.ts";
import { reportedProgramme } from "./reported-programme.ts";

/** The day of the lists in tests; the register's clock stands two months later. */
export const asOf = toDay("2023-04-06");
const now = Date.parse("2023-06-01T08:00:00+07:00");

/** Two communes of Phủ Lý (district 347) in Hà Nam (35); a third in Hà Nội (01). */
export const home = "13285";
export const neighbour = "13288";
export const hanoi = "00001";

export const officer = (scope: string | null): Actor => ({ code: "CA-01", role: "commune-officer", scope });

/** A person's id: in order of the number. */
export const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** A row of a roll by column, for person `n`; what is left out is a man of 1990 living in `home`. */
export type RollRow = { n: number } & Partial<Record<(typeof population.rollFields)[number]["name"], string>>;

export type PeopleRegister = Awaited<ReturnType<typeof peopleRegister>>;

/** A register with the built-in territory and no people, in a database of its own. */
export async function peopleRegister(options: { max?: number } = {}) {
  const sources = [ledgerMigrations, territory.migrations, population.migrations, progress.migrations, migrations];
  const database = await testDatabase(sources, options);
  const { sql } = database;
  let nowMs = now;
  const clock = clockAt(() => nowMs);
  await territory.loadBuiltinTerritory(sql, createLedger(clock, []));
  const units = await territory.communeIndex(sql);
  const context = { unitId: (code: string, day: number) => units.resolve(code, day) ?? null };
  const engine = progress.createEngine([progress.registerProgramme, dossierProgramme, cardProgramme, reportedProgramme], context);
  const ledger = createLedger(clock, [population.projectEvents, progress.progressProjection(engine)]);
  const folder = mkdtempSync(join(tmpdir(), "dinhdanh-people-"));
  const close = async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.close();
  };
  const day = dayNumber(asOf);
  const knowsUnit = (code: string) => units.find(code, day) !== undefined;
  const knowsCommune = (code: string) => units.resolve(code, day) !== undefined;
  const rollContext = { knowsUnit, knowsCommune, today: dayNumber(clock.today()) };
  const numberKey = () => population.openNumberKey(folder);
  const roll = population.rollIntake({ ledger, context: rollContext, unitsOn: asOf, officer: systemActor.code, numberKey });
  const importRoll = async (rows: readonly RollRow[]) => {
    const path = join(folder, `${newId()}.csv`);
    writeFileSync(path, csv(rows));
    const report = await runIntake(roll, { sql, clock, actor: systemActor, path });
    if (report.rejected > 0) throw new Error("the test's roll has rejected rows");
  };
  const record = (acts: readonly Act[]) => sql.begin((tx) => ledger.record(tx, [...acts]));
  const advanceMs = (ms: number) => void (nowMs += ms);
  return { sql, clock, advanceMs, engine, units, ledger, importRoll, record, close };
}

const defaults = { sex: "male", birthDate: "1990-05-05", permanentUnit: home, address: "Thôn 1" };

function csv(rows: readonly RollRow[]): string {
  const names = population.rollFields.map((field) => field.name);
  const line = ({ n, ...row }: RollRow) => {
    const given: Record<string, string | undefined> = { ...defaults, personId: id(n), ...row };
    return names.map((name) => `"${(given[name] ?? "").replaceAll('"', '""')}"`).join(",");
  };
  return `${names.join(",")}\n${rows.map(line).join("\n")}\n`;
}

let acts = 0;

/** Something that happened to person `n` at eight in the morning of a day. */
export function act(kind: string, n: number, day: string, more: Partial<Act> = {}): Act {
  acts += 1;
  return {
    ...{ actId: `00000000-0000-4000-8000-${String(acts).padStart(12, "0")}`, subjectId: id(n), kind, occurredAt: `${day}T08:00:00+07:00` },
    ...{ unit: home, officer: "CB-1", team: "T-1", device: null, payload: null },
    ...more,
  };
}
