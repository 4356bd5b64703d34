import { type Actor, type Day, dayNumber, newId } from "@dinhdanh/kernel";
import { type Act, createLedger, type Ledger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import * as population from "@dinhdanh/population";
import * as progress from "@dinhdanh/progress";
import * as territory from "@dinhdanh/territory";
import { fixedClock, smallJpeg, testDatabase } from "@dinhdanh/testkit";
import { applyEvent } from "./apply-event.ts";
import { checkDue } from "./check-dossiers.ts";
import { type DossierEvent, type EventRequest, fingers, type NewDossier, type StepContent, type StepKey } from "./contract.ts";
import type { DossierDeps } from "./deps.ts";
import { migrations } from "./index.ts";
import { loadDossierSettings } from "./load-settings.ts";
import { openDossier } from "./open-dossier.ts";
import type { Ports } from "./ports.ts";
import { dossierProgramme } from "./programme.ts";
import { projectCards } from "./project-cards.ts";
import { proposeDeclared } from "./propose-declared.ts";
import { saveCapture } from "./save-capture.ts";
import { saveStep } from "./save-step.ts";

/** A person's id: in order of the number. */
export const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

const officer = (code: string, role: Actor["role"], scope: string | null): Actor => ({ code, role, scope });
export const collector = officer("cb-1", "commune-officer", "13450");
export const colleague = officer("cb-2", "commune-officer", "13450");
export const neighbour = officer("cb-3", "commune-officer", "13408");
export const commander = officer("ch-1", "commander", "35");
export const otherProvince = officer("ch-2", "commander", "42");
/** Decides what is proposed; an officer of a role would need a row in a table that is not here. */
const chief = officer("tx-1", "system", null);
export const centre = officer("tt-1", "centre", null);
export const auditor = officer("kt-1", "auditor", null);

export const jpeg = Buffer.from(smallJpeg());

/** What each step holds when nothing is wrong with it. */
export const goodSteps: { [Key in StepKey]: StepContent<Key> } = {
  kind: { circumstance: "no-card-yet" },
  changes: { changes: [] },
  features: { features: "Nốt ruồi cách 1 cm dưới mắt trái" },
  portrait: { measurements: { faces: 1 } },
  fingerprints: {},
  fee: { exemption: null, paidVnd: 0 },
  signatures: { citizen: "paper", officer: "paper" },
  delivery: { way: "counter", appointmentOn: "2023-06-20" as Day },
};

export type PersonFacts = { pin?: string; birthDate?: string | null; sex?: string; unit?: string; diedOn?: string; nationality?: string };
export type DossierRegister = Awaited<ReturnType<typeof dossierRegister>>;

const quietPorts: Ports = { cardsInForce: async () => new Map(), judgePortrait: async () => ({ measures: {}, faults: [] }), abis: null };

/** A register with the built-in territory in a database of its own; its clock stands at 1 June 2023, a Thursday, until told otherwise. */
export async function dossierRegister(options: { max?: number } = {}) {
  const sources = [ledgerMigrations, territory.migrations, population.migrations, progress.migrations, migrations];
  const { sql, url, close } = await testDatabase(sources, { max: options.max ?? 6 });
  const clock = fixedClock<Day>("2023-06-01T08:00:00+07:00");
  await territory.loadBuiltinTerritory(sql, createLedger(clock, []));
  const units = await territory.communeIndex(sql);
  const engine = progress.createEngine([progress.registerProgramme, dossierProgramme], {
    unitId: (code, day) => units.resolve(code, day) ?? null,
  });
  const settings = await loadDossierSettings(sql, units);
  const line = { units, settings, ledger: { clock } };
  const ledger: Ledger = createLedger(clock, [
    ...[population.projectEvents, progress.progressProjection(engine), projectCards(line)],
    proposeDeclared(units, () => ledger),
  ]);
  const deps: DossierDeps = { sql, ledger, units, settings, ports: { ...quietPorts } };
  const record = (...acts: Act[]) => sql.begin((tx) => ledger.record(tx, acts));
  /** Registers person `n`, an adult of Liêm Phong unless told otherwise. */
  const register = async (n: number, facts: PersonFacts = {}) => {
    const { pin = `035090${String(n).padStart(6, "0")}`, birthDate = "1990-05-05", sex = "male", unit = "13450" } = facts;
    const { diedOn = null, nationality = null } = facts;
    await sql`
      INSERT INTO population.person (person_id, pin, full_name, search_key, birth_date, sex, permanent_unit, residence_status, died_on, nationality, digest, intake_id)
      VALUES (${id(n)}, ${pin}, 'Nguyễn Văn Thử', 'nguyen van thu', ${birthDate}, ${sex}, ${unit}, 'present', ${diedOn}, ${nationality}, '', ${id(0)})`;
    const stated = { fullName: "Nguyễn Văn Thử", sex, residenceStatus: "present", permanentUnit: unit, unitsOn: "2023-01-01" };
    const payload = birthDate === null ? stated : { ...stated, birthDate };
    await record(act("person.registered", n, "2023-01-01T08:00:00+07:00", payload));
  };
  /** The register as it was before anybody was in it. */
  const empty = async () => {
    await sql`TRUNCATE ledger.act, ledger.read, population.person, population.finding, population.correction, progress.standing, progress.pending, progress.tally, progress.balance`;
    await sql`TRUNCATE dossiers.dossier, dossiers.key, dossiers.step, dossiers.capture, dossiers.checking, dossiers.finding, dossiers.passage`;
    await sql`TRUNCATE dossiers.batch, dossiers.batch_item`;
    await sql`UPDATE progress.fold SET horizon = NULL, version = version + 1`;
    Object.assign(deps.ports, quietPorts);
    clock.set("2023-06-01T08:00:00+07:00");
  };
  const unitId = (code: string) => units.find(code, dayNumber(clock.today()))?.unitId ?? -1;
  const fold = () => progress.foldPending(sql, clock);
  /** Without the rows of people, which are written here by hand. */
  const differences = async () => (await progress.verifyProgress(sql, engine)).differences.filter(({ what }) => what !== "person");
  /** How many people of Liêm Phong each measure counts on a day. */
  const figures = async (day: string) => {
    await fold();
    return (await progress.readFigures(sql, engine, [unitId("13450")], day)).get(unitId("13450")) ?? {};
  };
  const stateOf = async (dossierId: string): Promise<unknown> => {
    const [row] = await sql`SELECT state FROM dossiers.dossier WHERE dossier_id = ${dossierId}`;
    return row?.["state"];
  };
  const actsOf = async (n: number): Promise<string[]> => {
    const rows =
      await sql`SELECT kind FROM ledger.act WHERE subject_id = ${id(n)} AND kind NOT LIKE 'person.%' ORDER BY occurred_at, act_id`;
    return rows.map((row) => row["kind"] as string);
  };
  return { sql, url, clock, deps, engine, units, record, register, empty, unitId, fold, differences, figures, stateOf, actsOf, close };
}

/** The chief decides everything that is proposed. */
export async function decideChanges({ deps }: DossierRegister, decision: "approve" | "refuse"): Promise<void> {
  const numberKey = () => {
    throw new Error("no numbers are given here");
  };
  const life: population.LifeDeps = { ...deps, numberKey, cardsInForce: async () => [] };
  for (const { personId, correctionId } of accepted(await population.listCorrections(life, chief, { state: "proposed" })))
    accepted(await population.decideCorrection(life, chief, { personId, correctionId, decision, reason: "Thiếu giấy tờ" }));
}

let made = 0;
export function act(kind: string, n: number, occurredAt: string, payload: Record<string, unknown> | null = null): Act {
  made += 1;
  const actId = `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`;
  return { actId, subjectId: id(n), kind, occurredAt, unit: "13450", officer: "cb-1", team: null, device: null, payload };
}

export const newDossier = (n: number, more: Partial<NewDossier> = {}): NewDossier => ({
  ...{ dossierId: newId(), personId: id(n), kind: "first", channel: "counter", unit: "13450", team: null, device: null },
  ...{ occurredAt: "2023-06-01T07:55:00+07:00", ...more },
});

export const eventRequest = (more: Partial<EventRequest> = {}): EventRequest => ({
  actId: newId(),
  occurredAt: "2023-06-01T08:00:00+07:00",
  ...more,
});

/** What was accepted. @throws when it was refused */
export function accepted<T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.value;
}

export type Drafted = { steps?: Partial<typeof goodSteps>; without?: readonly string[]; request?: Partial<NewDossier>; by?: Actor };

/** A draft with all its steps and captures, but for those `without`. @returns its id */
export async function drafted(
  { deps }: DossierRegister,
  n: number,
  { steps, without = [], request, by = collector }: Drafted = {},
): Promise<string> {
  const { dossierId } = accepted(await openDossier(deps, by, newDossier(n, request)));
  for (const [step, content] of Object.entries({ ...goodSteps, ...steps }))
    if (!without.includes(step)) accepted(await saveStep(deps, by, { dossierId, step: step as StepKey }, { version: 0, content }));
  const image = { mediaType: "image/jpeg", bytes: jpeg };
  for (const slot of ["portrait", ...fingers.map((finger) => `finger-${finger}` as const)] as const) {
    if (without.includes(slot)) continue;
    accepted(await saveCapture(deps, by, { dossierId, slot }, { ...image, quality: slot === "portrait" ? null : 60 }));
  }
  return dossierId;
}

/** An event that must be accepted. */
export const happen = async (
  { deps }: DossierRegister,
  by: Actor,
  dossierId: string,
  event: DossierEvent,
  more: Partial<EventRequest> = {},
) =>
  accepted(
    await applyEvent(
      deps,
      by,
      { dossierId, event },
      eventRequest({ reason: "Theo giấy tờ", ...(event === "return" ? { steps: ["portrait"] } : {}), ...more }),
    ),
  );

/** A dossier that was submitted and checked. */
export async function checked(register: DossierRegister, n: number, more: Drafted = {}): Promise<string> {
  const dossierId = await drafted(register, n, more);
  await happen(register, more.by ?? collector, dossierId, "submit");
  while ((await checkDue(register.deps)) > 0);
  return dossierId;
}
