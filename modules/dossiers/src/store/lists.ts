import type { Queryable } from "@dinhdanh/postgres";
import type { DossierCause, DossierState } from "../contract.ts";
import { type Dossier, dossierColumns, toDossier } from "./dossiers.ts";
import { type Asker, type Fragment, unitsWithin } from "./reach.ts";

/** Which dossiers: collected in a unit and below, within the actor's territory. */
export type Selection = Asker & {
  unitId: number;
  states: readonly DossierState[];
  cause: DossierCause | undefined;
  /** only those that are late on the day of asking */
  overdue: boolean;
  manualReview: boolean | undefined;
  personId: string | undefined;
};

export type Listed = Dossier & { fullName: string; birthDate: string | null };

/** SQL for "the row `d` is late": the law's day or its stage's has passed, and it has not ended. */
const isLate = (sql: Queryable, today: string): Fragment => sql`least(d.due_on, d.stage_due_on) < ${today}::date`;

function selected(sql: Queryable, selection: Selection): Fragment {
  const { cause, manualReview, personId, overdue, today } = selection;
  const parts: Fragment[] = [
    ...(cause === undefined ? [] : [sql`AND ${cause} = ANY (d.causes)`]),
    ...(manualReview === undefined ? [] : [sql`AND d.manual_review = ${manualReview}`]),
    ...(personId === undefined ? [] : [sql`AND d.person_id = ${personId}`]),
    ...(overdue ? [sql`AND ${isLate(sql, today)}`] : []),
  ];
  return sql`d.unit_id = ANY (${unitsWithin(sql, selection, selection.unitId)}) AND d.state = ANY (${[...selection.states]}::text[])
    ${parts.reduce((whole, part) => sql`${whole} ${part}`, sql``)}`;
}

/** A run of them, those due first. */
export async function listDossiers(sql: Queryable, selection: Selection, offset: number, limit: number): Promise<Listed[]> {
  const rows = await sql`
    WITH page AS (
      SELECT ${dossierColumns(sql)} FROM dossiers.dossier d WHERE ${selected(sql, selection)}
      ORDER BY least(d.due_on, d.stage_due_on) NULLS LAST, d.state_since, d.dossier_id OFFSET ${offset} LIMIT ${limit})
    SELECT d.*, p.full_name, p.birth_date FROM page d LEFT JOIN population.person p ON p.person_id = d.person_id
    ORDER BY least(d.due_on, d.stage_due_on) NULLS LAST, d.state_since, d.dossier_id`;
  return rows.map((row) => ({
    ...toDossier(row),
    fullName: (row["full_name"] ?? "") as string,
    birthDate: row["birth_date"] as string | null,
  }));
}

export async function countDossiers(sql: Queryable, selection: Selection): Promise<number> {
  const [row] = await sql`SELECT count(*)::int AS n FROM dossiers.dossier d WHERE ${selected(sql, selection)}`;
  return row?.["n"] as number;
}

export type Waiting = { unitId: number; state: DossierState; n: number; overdue: number; oldest: string };

/** How many wait below a unit, by the unit that collected and by state. */
export async function waitingBelow(sql: Queryable, unitId: number, states: readonly DossierState[], today: string): Promise<Waiting[]> {
  const rows = await sql`
    SELECT d.unit_id, d.state, count(*)::int AS n, (count(*) FILTER (WHERE ${isLate(sql, today)}))::int AS overdue, min(d.state_since) AS oldest
    FROM dossiers.dossier d
    WHERE d.unit_id = ANY (ARRAY (SELECT unit_id FROM territory.ancestor WHERE ancestor_id = ${unitId})) AND d.state = ANY (${[...states]}::text[])
    GROUP BY d.unit_id, d.state ORDER BY d.unit_id, d.state`;
  return rows.map((row) => ({
    unitId: row["unit_id"] as number,
    state: row["state"] as DossierState,
    n: row["n"] as number,
    overdue: row["overdue"] as number,
    oldest: row["oldest"] as string,
  }));
}

/** How many left each stage below a unit, after a day up to and with another. */
export async function passedBelow(sql: Queryable, unitId: number, after: string, upTo: string): Promise<Map<string, number>> {
  const rows = await sql`
    SELECT p.stage, sum(p.n)::int AS n FROM dossiers.passage p JOIN territory.ancestor a ON a.unit_id = p.unit_id
    WHERE a.ancestor_id = ${unitId} AND p.day > ${after}::date AND p.day <= ${upTo}::date GROUP BY p.stage ORDER BY p.stage`;
  return new Map(rows.map((row) => [row["stage"] as string, row["n"] as number]));
}
