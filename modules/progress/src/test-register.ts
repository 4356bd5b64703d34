import { type Day, dayNumber } from "@dinhdanh/kernel";
import { type Act, createLedger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import * as territory from "@dinhdanh/territory";
import { fixedClock, testDatabase } from "@dinhdanh/testkit";
import { migrations as populationMigrations } from "@dinhdanh/population";
import { createEngine, progressProjection } from "./engine.ts";
import { readFigures } from "./figures.ts";
import { foldPending } from "./fold.ts";
import { identityProgramme } from "./identity-programme.ts";
import { migrations } from "./index.ts";
import type { Programme } from "./programme.ts";
import { registerProgramme } from "./register-programme.ts";
import { verifyProgress } from "./verify.ts";

/** Communes: two of Hà Nam, one of Hà Nội, one of Hà Tĩnh. */
export const [lp, ht, hn, tk] = ["13450", "13408", "00001", "18586"] as const;

/** Stands in for the programmes of outer rooms. */
const reportedProgramme: Programme = {
  key: "reported",
  milestones: { "dossier.collected": "collectedOn", "card.printed": "printedOn" },
  history: { kinds: [], fold: () => {} },
  measures: [
    { id: 2, key: "collected", text: { vi: "", en: "" }, since: ["eligibleFrom", "collectedOn"], until: ["leftOn"] },
    { id: 4, key: "printed", text: { vi: "", en: "" }, since: ["eligibleFrom", "printedOn"], until: ["leftOn"] },
    { id: 11, key: "away", text: { vi: "", en: "" }, since: ["eligibleFrom", "awayFrom"], until: ["leftOn", "collectedOn"] },
  ],
};

export const programmes = [registerProgramme, identityProgramme, reportedProgramme];

/** A person's id: in order of the number. */
export const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

let made = 0;

/** Something that happened to person `n`, at eight in the morning unless the time is given too. */
export function act(kind: string, n: number, at: string, payload: Record<string, unknown> | null = null): Act {
  made += 1;
  const occurredAt = at.length === 10 ? `${at}T08:00:00+07:00` : at;
  return {
    ...{ actId: `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`, subjectId: id(n), kind, occurredAt, payload },
    ...source,
  };
}
const source = { unit: lp, officer: "CB-1", team: "T-1", device: null };

/** The registration of person `n`: an adult living in Liêm Phong unless told otherwise. */
export function registered(n: number, facts: Record<string, unknown> = {}, kind = "person.registered", at = "2023-01-01"): Act {
  const given = { fullName: "Nguyễn Văn Thử", sex: "male", residenceStatus: "present", birthDate: "1990-05-05", permanentUnit: lp };
  return act(kind, n, at, { ...given, unitsOn: "2023-01-01", ...facts });
}

export const moved = (n: number, at: string, fromUnit: string, toUnit: string): Act => act("person.moved", n, at, { fromUnit, toUnit });

export type ProgressRegister = Awaited<ReturnType<typeof progressRegister>>;

/** A register with the built-in territory and no people, in a database of its own; its clock stands at 1 June 2023 until told otherwise. */
export async function progressRegister(options: { max?: number } = {}) {
  const { sql, close } = await testDatabase([ledgerMigrations, territory.migrations, populationMigrations, migrations], options);
  const clock = fixedClock<Day>("2023-06-01T08:00:00+07:00");
  await territory.loadBuiltinTerritory(sql, createLedger(clock, []));
  let units = await territory.communeIndex(sql);
  const engine = createEngine(programmes, { unitId: (code, day) => units.resolve(code, day) ?? null });
  /** What a process that starts now would know of the units. */
  const readUnits = async () => {
    units = await territory.communeIndex(sql);
  };
  const ledger = createLedger(clock, [progressProjection(engine)]);
  const record = async (...acts: Act[]) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await sql.begin((tx) => ledger.record(tx, acts));
      } catch (error) {
        if (attempt === 20 || !["23505", "40P01"].includes((error as { code?: string }).code ?? "")) throw error;
      }
    }
  };
  /** The register as it was before anybody was in it. */
  const empty = async () => {
    await sql`TRUNCATE ledger.act, progress.standing, progress.pending, progress.tally, progress.balance`;
    await sql`UPDATE progress.fold SET horizon = NULL, version = version + 1`;
    clock.set("2023-06-01T08:00:00+07:00");
  };
  const figures = async (code: string, day: string) => {
    const unitId = units.find(code, dayNumber(day))?.unitId ?? -1;
    return (await readFigures(sql, engine, [unitId], day)).get(unitId) ?? {};
  };
  const fold = () => foldPending(sql, clock);
  /** Without the rows of people: they are population's, and nobody keeps them here. */
  const verify = async () => {
    const { differences, ...rest } = await verifyProgress(sql, engine);
    const ours = differences.filter(({ what }) => what !== "person");
    return { ...rest, agree: ours.length === 0, differences: ours };
  };
  return { sql, clock, engine, ledger, readUnits, record, empty, figures, fold, verify, close };
}
