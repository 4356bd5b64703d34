import type { Day } from "@dinhdanh/kernel";
import type { Queryable, Tx } from "@dinhdanh/postgres";
import { isFinal } from "../workflow-rules.ts";
import type { CaptureSlot, Channel, DossierCause, DossierKind, DossierState, StepKey } from "../contract.ts";
import { type Asker, inReach, inReachOfEach } from "./reach.ts";

/** A dossier as stored. */
export type Dossier = {
  personId: string;
  dossierId: string;
  kind: DossierKind;
  channel: Channel;
  state: DossierState;
  stateSince: string;
  unit: string;
  unitId: number;
  team: string | null;
  device: string | null;
  openedAt: string;
  occurredAt: string;
  submittedAt: string | null;
  collectors: string[];
  dueOn: Day | null;
  stageDueOn: Day | null;
  causes: DossierCause[];
  manualReview: boolean;
  reason: string | null;
  approvedOn: Day | null;
};

const fields = [
  ...[
    "person_id",
    "dossier_id",
    "kind",
    "channel",
    "state",
    "state_since",
    "unit",
    "unit_id",
    "team",
    "device",
    "opened_at",
    "occurred_at",
  ],
  ...["submitted_at", "collectors", "due_on", "stage_due_on", "causes", "manual_review", "reason", "approved_on"],
];
const nameOf = (field: string) => field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof Dossier;
const names = fields.map((field) => [field, nameOf(field)] as const);

export const dossierColumns = (sql: Queryable) => sql.unsafe(fields.map((field) => `d.${field}`).join(", "));

export const toDossier = (row: Record<string, unknown>): Dossier =>
  Object.fromEntries(names.map(([field, name]) => [name, row[field]])) as unknown as Dossier;

/** Whether the record of a person is merged into another one: its dossiers wait until that is undone. */
export const isMerged = (sql: Queryable, personId: Fragment) =>
  sql`EXISTS (SELECT FROM population.merge m WHERE m.absorbed_id = ${personId})`;
type Fragment = ReturnType<Queryable>;

/** What is needed of the person to open or to submit. */
export type Applicant = { birthDate: string | null; diedOn: string | null; inReach: boolean; merged: boolean };

/** The person and whether the actor may serve them: they are registered in the actor's territory on the day. */
export async function applicantOf(sql: Queryable, asker: Asker, personId: string): Promise<Applicant | undefined> {
  const [row] = await sql`
    SELECT p.birth_date, p.died_on, ${isMerged(sql, sql`p.person_id`)} AS merged, EXISTS (
      SELECT 1 FROM progress.standing s WHERE s.person_id = p.person_id AND s.stay_from <= ${asker.today}::date
        AND (s.stay_until IS NULL OR s.stay_until > ${asker.today}::date) AND ${inReach(sql, asker, sql`s.unit_id`)}) AS in_reach
    FROM population.person p WHERE p.person_id = ${personId}`;
  if (row === undefined) return undefined;
  const [birthDate, diedOn] = [row["birth_date"] as string | null, row["died_on"] as string | null];
  return { birthDate, diedOn, inReach: row["in_reach"] as boolean, merged: row["merged"] as boolean };
}

/** Whether a unit lies in the actor's territory. */
export async function reaches(sql: Queryable, asker: Asker, unitId: number): Promise<boolean> {
  const [row] = await sql`SELECT ${inReach(sql, asker, sql`${unitId}::int`)} AS yes`;
  return row?.["yes"] === true;
}

/** Writes a draft. @returns whether its id was free */
export async function insertDraft(tx: Tx, draft: Dossier): Promise<boolean> {
  const rows = await tx`
    WITH fresh AS (
      INSERT INTO dossiers.key (dossier_id, person_id) VALUES (${draft.dossierId}, ${draft.personId})
      ON CONFLICT (dossier_id) DO NOTHING RETURNING dossier_id, person_id)
    INSERT INTO dossiers.dossier (person_id, dossier_id, kind, channel, state, state_since, unit, unit_id, team, device, opened_at, occurred_at, collectors)
    SELECT person_id, dossier_id, ${draft.kind}, ${draft.channel}, ${draft.state}, ${draft.stateSince}::timestamptz, ${draft.unit}, ${draft.unitId}::int,
      ${draft.team}::text, ${draft.device}::text, ${draft.openedAt}::timestamptz, ${draft.occurredAt}::timestamptz, ${draft.collectors}::text[]
    FROM fresh RETURNING dossier_id`;
  return rows.length > 0;
}

/** A dossier, and whether the actor may see it: it was collected in the actor's territory. `lock` holds it until the transaction ends. */
export async function findDossier(
  sql: Queryable,
  asker: Asker,
  dossierId: string,
  lock: boolean,
): Promise<{ dossier: Dossier; inReach: boolean; merged: boolean } | undefined> {
  const [row] = await sql`
    SELECT ${dossierColumns(sql)}, ${inReach(sql, asker, sql`d.unit_id`)} AS in_reach, ${isMerged(sql, sql`d.person_id`)} AS merged
    FROM dossiers.key k JOIN dossiers.dossier d ON d.person_id = k.person_id AND d.dossier_id = k.dossier_id
    WHERE k.dossier_id = ${dossierId} ${lock ? sql`FOR UPDATE OF d` : sql``}`;
  return row === undefined ? undefined : { dossier: toDossier(row), inReach: row["in_reach"] as boolean, merged: row["merged"] as boolean };
}

/** What a dossier holds when it is to be submitted. */
export type Holdings = {
  birthDate: string | null;
  diedOn: string | null;
  nationality: string | null;
  /** `content` of the steps in which a submission is looked at: kind, fee, signatures, changes */
  steps: { step: StepKey; version: number; content: unknown; savedAt: string }[];
  captures: { slot: CaptureSlot; savedAt: string }[];
};

/** Times by slot: one object takes some 15 µs a dossier less than a list of objects. */
const capturesIn = (savedAt: Record<string, string> | null): Holdings["captures"] =>
  Object.entries(savedAt ?? {}).map(([slot, at]) => ({ slot: slot as CaptureSlot, savedAt: at }));

/**
 * {@link findDossier} locked, with what each holds, by dossier: one statement, for the submission of a dossier is the busiest write of the line. Locked
 * in order of the id.
 * @param asked by one day's askers, a dossier once
 */
export async function findSubmissions(
  tx: Tx,
  asked: readonly { asker: Asker; dossierId: string }[],
): Promise<Map<string, { dossier: Dossier; inReach: boolean; merged: boolean; holdings: Holdings }>> {
  const actors = asked.map(({ asker }) => asker.actor);
  const rows = await tx`
    SELECT ${dossierColumns(tx)}, ${inReachOfEach(tx, asked[0]?.asker.today ?? "", tx`d.unit_id`)} AS in_reach, ${isMerged(tx, tx`d.person_id`)} AS merged,
      p.birth_date, p.died_on, p.nationality,
      (SELECT json_agg(json_build_object('step', s.step, 'version', s.version, 'savedAt', s.saved_at,
          'content', CASE WHEN s.step IN ('kind', 'fee', 'signatures', 'changes') THEN s.content END))
        FROM dossiers.step s WHERE s.person_id = d.person_id AND s.dossier_id = d.dossier_id) AS steps,
      (SELECT json_object_agg(c.slot, c.saved_at)
        FROM dossiers.capture c WHERE c.person_id = d.person_id AND c.dossier_id = d.dossier_id) AS captures
    FROM unnest(${asked.map(({ dossierId }) => dossierId)}::uuid[], ${actors.map(({ scope }) => scope)}::text[],
      ${actors.map(({ scopeUnitId }) => scopeUnitId ?? null)}::int[]) AS g (dossier_id, scope, scope_unit)
    JOIN dossiers.key k ON k.dossier_id = g.dossier_id JOIN dossiers.dossier d ON d.person_id = k.person_id AND d.dossier_id = k.dossier_id
    LEFT JOIN population.person p ON p.person_id = d.person_id
    ORDER BY d.dossier_id FOR UPDATE OF d`;
  return new Map(
    rows.map((row) => {
      const holdings: Holdings = {
        ...{
          birthDate: row["birth_date"] as string | null,
          diedOn: row["died_on"] as string | null,
          nationality: row["nationality"] as string | null,
        },
        ...{ steps: (row["steps"] ?? []) as Holdings["steps"], captures: capturesIn(row["captures"] as Record<string, string> | null) },
      };
      const dossier = toDossier(row);
      return [dossier.dossierId, { dossier, inReach: row["in_reach"] as boolean, merged: row["merged"] as boolean, holdings }];
    }),
  );
}

/** What {@link updateDossiers} writes, by its columns. */
const written = {
  ...{ person_id: "uuid", dossier_id: "uuid", state: "text", state_since: "timestamptz", submitted_at: "timestamptz" },
  ...{
    collectors: "text[]",
    due_on: "date",
    stage_due_on: "date",
    causes: "text[]",
    manual_review: "boolean",
    reason: "text",
    approved_on: "date",
  },
};
const recordOf = Object.entries(written)
  .map(([column, type]) => `${column} ${type}`)
  .join(", ");
const assigned = Object.keys(written)
  .slice(2)
  .map((column) => `${column} = g.${column}`)
  .join(", ");
const moved = `WITH moved AS (
  UPDATE dossiers.dossier d SET ${assigned} FROM json_to_recordset($1::text::json) AS g (${recordOf})
  WHERE d.person_id = g.person_id AND d.dossier_id = g.dossier_id RETURNING d.person_id, d.dossier_id, d.state_since)`;
const toBeChecked = `${moved}
  INSERT INTO dossiers.checking (person_id, dossier_id, ready_at) SELECT person_id, dossier_id, state_since FROM moved ORDER BY dossier_id
  ON CONFLICT (person_id, dossier_id) DO UPDATE SET ready_at = excluded.ready_at, attempts = 0`;
const notToBeChecked = `${moved} DELETE FROM dossiers.checking c USING moved m WHERE c.person_id = m.person_id AND c.dossier_id = m.dossier_id`;

/** Writes what events made of dossiers that are locked; into the queue of checks those that are to be checked. */
export async function updateDossiers(tx: Tx, all: readonly Dossier[]): Promise<void> {
  const write = async (statement: string, some: readonly Dossier[]) => {
    if (some.length === 0) return;
    const rows = some.map((one) => Object.fromEntries(Object.keys(written).map((column) => [column, one[nameOf(column)]])));
    await tx.unsafe(statement, [JSON.stringify(rows)], { prepare: true });
  };
  const isSubmitted = (one: Dossier) => one.state === "submitted";
  await Promise.all([write(toBeChecked, all.filter(isSubmitted)), write(notToBeChecked, all.filter((one) => !isSubmitted(one)))]); // prettier-ignore
}

/** All dossiers of people, locked in order of the id: checks about one person are made one after the other. */
export async function lockDossiersOf(tx: Tx, personIds: readonly string[]): Promise<Dossier[]> {
  const rows = await tx`
    SELECT ${dossierColumns(tx)} FROM dossiers.dossier d WHERE d.person_id = ANY (${personIds}::uuid[]) ORDER BY d.dossier_id FOR UPDATE OF d`;
  return rows.map(toDossier);
}

export async function dossiersOf(sql: Queryable, personId: string): Promise<Dossier[]> {
  const rows = await sql`SELECT ${dossierColumns(sql)} FROM dossiers.dossier d WHERE d.person_id = ${personId} ORDER BY d.dossier_id`;
  return rows.map(toDossier);
}

/** Adds to the count of dossiers that left a stage. */
export async function insertPassages(tx: Tx, passages: readonly { unitId: number; stage: string }[], day: string): Promise<void> {
  if (passages.length === 0) return;
  await tx`
    INSERT INTO dossiers.passage (unit_id, day, stage, n)
    SELECT unit_id, ${day}::date, stage, count(*) FROM unnest(${passages.map((one) => one.unitId)}::int[], ${passages.map((one) => one.stage)}::text[])
      AS p (unit_id, stage) GROUP BY unit_id, stage`;
}

/** Dossiers of the person, drafts included, that have not come to their end. */
export const unfinishedDossiers = async (sql: Queryable, personId: string): Promise<Dossier[]> =>
  (await dossiersOf(sql, personId)).filter((dossier) => !isFinal(dossier.state));
