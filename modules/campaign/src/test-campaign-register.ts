import { type Day, dayNumber, systemActor } from "@dinhdanh/kernel";
import { dossierProgramme } from "@dinhdanh/dossiers";
import { type Act, createLedger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import { cardProgramme } from "@dinhdanh/cards";
import * as population from "@dinhdanh/population";
import * as progress from "@dinhdanh/progress";
import * as territory from "@dinhdanh/territory";
import { fixedClock, testDatabase } from "@dinhdanh/testkit";
import { coverage, type CoverageRequest } from "./coverage.ts";
import { migrations } from "./index.ts";
import { openCampaign } from "./open-campaign.ts";
import { reportedProgramme } from "./reported-programme.ts";

/** A person's id: in order of the number. */
export const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

let made = 0;
/** An id for an act, unlike any before. */
const nextActId = () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, "0")}`;

/** Something that happened to person `n`, at eight in the morning unless the time is given too. */
export function act(kind: string, n: number, at: string, payload: Record<string, unknown> | null = null): Act {
  const occurredAt = at.length === 10 ? `${at}T08:00:00+07:00` : at;
  return { actId: nextActId(), subjectId: id(n), kind, occurredAt, unit: null, officer: "CB-1", team: "T-1", device: null, payload };
}

export type Stated = { unit: string; born?: string; status?: string; died?: string };

/** The registration of person `n`, in the unit codes of January 2023. */
export function registered(n: number, { unit, born, status, died }: Stated, kind = "person.registered", at = "2023-01-01"): Act {
  const dates = { ...(born === undefined ? {} : { birthDate: born }), ...(died === undefined ? {} : { diedOn: died }) };
  const facts = { fullName: "Nguyễn Văn Thử", sex: "male", residenceStatus: status ?? "present", permanentUnit: unit, ...dates };
  return act(kind, n, at, { ...facts, unitsOn: "2023-01-01" });
}

export const campaignOf = (more: Record<string, unknown> = {}) => ({
  ...{ key: "thu", name: { vi: "Chiến dịch thử", en: "Trial campaign" }, programme: "card", basis: "permanent", unit: "35" },
  ...{ startsOn: "2023-01-01", directiveOn: null, emulationOn: null, commitments: [] },
  ...more,
});

export type CampaignRegister = Awaited<ReturnType<typeof campaignRegister>>;

/** A register with the built-in territory, no people and no campaign, in a database of its own; its clock stands at 1 June 2023 until told otherwise. */
export async function campaignRegister(options: { max?: number } = {}) {
  const sources = [ledgerMigrations, territory.migrations, population.migrations, progress.migrations, migrations];
  const { sql, close } = await testDatabase(sources, options);
  const clock = fixedClock<Day>("2023-06-01T08:00:00+07:00");
  await territory.loadBuiltinTerritory(sql, createLedger(clock, []));
  const units = await territory.communeIndex(sql);
  const context = { unitId: (code: string, day: number) => units.resolve(code, day) ?? null };
  const engine = progress.createEngine([progress.registerProgramme, dossierProgramme, cardProgramme, reportedProgramme], context);
  const ledger = createLedger(clock, [population.projectEvents, progress.progressProjection(engine)]);
  const record = (...acts: Act[]) => sql.begin((tx) => ledger.record(tx, acts));
  const fold = () => progress.foldPending(sql, clock);
  const open = async (more: Record<string, unknown> = {}) => {
    const opened = await openCampaign({ sql, ledger }, systemActor, campaignOf(more));
    if (!opened.ok) throw new Error(`the test's campaign was refused: ${opened.refusal.code}`);
  };
  const deps = { sql, engine, clock };
  const cover = async (unit: string, asOf: string, more: Partial<CoverageRequest> = {}) => {
    const covered = await coverage(deps, systemActor, { unit, asOf: asOf as Day, ...more });
    if (!covered.ok) throw new Error(`coverage was refused: ${covered.refusal.code}`);
    return covered.value;
  };
  /** The register as it was before anybody was in it. */
  const empty = async () => {
    await sql`TRUNCATE ledger.act, population.person, progress.standing, progress.pending, progress.tally, progress.balance`;
    await sql`TRUNCATE campaign.campaign, campaign.commitment`;
    await sql`UPDATE progress.fold SET horizon = NULL, version = version + 1`;
    clock.set("2023-06-01T08:00:00+07:00");
  };
  const unitId = (code: string, day: string) => units.find(code, dayNumber(day))?.unitId ?? -1;
  return { ...deps, ledger, units, context, unitId, record, fold, open, cover, empty, close };
}
