import type { Queryable } from "@dinhdanh/postgres";
import type { FindingKey, StoredOwner } from "./finding-owners.ts";
import { type Asker, type Fragment, standsUnder } from "./people-scope.ts";

/** Which findings, `owner` as in `ownerFilterPattern`: of people registered today under the unit and within the asker's territory; `only` these, where given. */
export type FindingScope = Asker & {
  unitId: number;
  kind?: string | undefined;
  owner?: string | undefined;
  only?: readonly FindingKey[] | undefined;
};

export type RuleCount = { kind: string; open: number; oldest: string };
export type QueueRow = {
  personId: string;
  fullName: string;
  birthDate: string | null;
  address: string | null;
  unitId: number;
  kind: string;
  field: string;
  given: string;
  conflict: boolean;
  foundAt: string;
  owner: StoredOwner | null;
};

/** SQL of who has the finding `f`, to follow a JOIN: a row about an earlier finding of the kind says nothing. */
const ownerJoin = (sql: Queryable) =>
  sql`campaign.finding_owner w ON w.person_id = f.person_id AND w.kind = f.kind AND w.field = f.field AND w.since >= f.found_at`;

function ofOwner(sql: Queryable, { owner, actor }: FindingScope): Fragment {
  if (owner === undefined) return sql``;
  if (owner === "nobody") return sql`AND w.officer IS NULL`;
  return sql`AND w.officer = ${owner === "mine" ? actor.code : owner.replace(/^officer:/, "")}`;
}

function chosen(sql: Queryable, { only }: FindingScope): Fragment {
  if (only === undefined) return sql``;
  const column = (key: keyof FindingKey) => only.map((one) => one[key]);
  return sql`AND (f.person_id, f.kind, f.field) IN (
    SELECT * FROM unnest(${column("personId")}::uuid[], ${column("kind")}::text[], ${column("field")}::text[]))`;
}

/** SQL of the findings `f` with the stay `s` of today and who has them (`w`), to follow FROM. */
function openFindings(sql: Queryable, scope: FindingScope): Fragment {
  const ofKind = scope.kind === undefined ? sql`` : sql`AND f.kind = ${scope.kind}`;
  return sql`population.finding f JOIN progress.standing s ON s.person_id = f.person_id LEFT JOIN ${ownerJoin(sql)}
    WHERE ${standsUnder(sql, scope, scope.unitId)} AND s.stay_from <= ${scope.today}::date
      AND (s.stay_until IS NULL OR s.stay_until > ${scope.today}::date) AND s.left_on IS NULL ${ofKind} ${ofOwner(sql, scope)} ${chosen(sql, scope)}`;
}

export async function countFindings(sql: Queryable, scope: FindingScope): Promise<RuleCount[]> {
  const rows = await sql`
    SELECT f.kind, count(*)::int AS open, min(f.found_at) AS oldest FROM ${openFindings(sql, scope)} GROUP BY 1 ORDER BY 2 DESC, 1`;
  return rows.map((row) => ({ kind: String(row["kind"]), open: Number(row["open"]), oldest: String(row["oldest"]) }));
}

export type OwnerCount = { officer: string | null; open: number; oldest: string };

/** How many findings each officer has, and how many nobody. */
export async function countOwners(sql: Queryable, scope: FindingScope): Promise<OwnerCount[]> {
  const rows = await sql`
    SELECT w.officer, count(*)::int AS open, min(f.found_at) AS oldest FROM ${openFindings(sql, scope)} GROUP BY 1 ORDER BY 2 DESC, 1`;
  return rows.map((row) => ({ officer: row["officer"] as string | null, open: Number(row["open"]), oldest: String(row["oldest"]) }));
}

/** Findings, what blocks a dossier first, then the oldest. */
export async function findingsInOrder(sql: Queryable, scope: FindingScope, offset: number, limit: number): Promise<QueueRow[]> {
  const rows = await sql`
    WITH page AS MATERIALIZED (
      SELECT f.person_id, f.kind, f.field, f.given, f.conflict, f.found_at, s.unit_id, w.officer, w.since FROM ${openFindings(sql, scope)}
      ORDER BY f.conflict DESC, f.found_at, f.person_id, f.kind, f.field OFFSET ${offset} LIMIT ${limit})
    SELECT page.*, p.full_name, p.birth_date, p.address FROM page JOIN population.person p ON p.person_id = page.person_id
    ORDER BY page.conflict DESC, page.found_at, page.person_id, page.kind, page.field`;
  return rows.map((row) => ({
    ...{ personId: String(row["person_id"]), fullName: String(row["full_name"]), unitId: Number(row["unit_id"]) },
    ...{ birthDate: row["birth_date"] as string | null, address: row["address"] as string | null, kind: String(row["kind"]) },
    ...{ field: String(row["field"]), given: String(row["given"]), conflict: Boolean(row["conflict"]), foundAt: String(row["found_at"]) },
    owner: row["officer"] === null ? null : { officer: String(row["officer"]), since: String(row["since"]) },
  }));
}

/** A finding that stands and who has it; `noted` as in `ownerOf`. */
export type OwnedFinding = FindingKey & { foundAt: string; owner: StoredOwner | null; noted: string | null };

/** Findings that would get another owner, in the order of {@link findingsInOrder}: who may not assign moves what nobody has and their own. */
export async function findingsToMove(
  sql: Queryable,
  scope: FindingScope,
  { officer, assigns }: { officer: string | null; assigns: boolean },
  limit: number,
): Promise<OwnedFinding[]> {
  const movable = assigns ? sql`` : sql`AND (w.officer IS NULL OR w.officer = ${scope.actor.code})`;
  const rows = await sql`
    SELECT f.person_id, f.kind, f.field, f.found_at, w.officer, w.since, (SELECT o.since FROM campaign.finding_owner o
      WHERE o.person_id = f.person_id AND o.kind = f.kind AND o.field = f.field) AS noted
    FROM ${openFindings(sql, scope)} AND w.officer IS DISTINCT FROM ${officer} ${movable}
    ORDER BY f.conflict DESC, f.found_at, f.person_id, f.kind, f.field LIMIT ${limit}`;
  return rows.map((row) => ({
    ...{ personId: String(row["person_id"]), kind: String(row["kind"]), field: String(row["field"]), foundAt: String(row["found_at"]) },
    owner: row["officer"] === null ? null : { officer: String(row["officer"]), since: String(row["since"]) },
    noted: row["noted"] as string | null,
  }));
}

export async function countOf(sql: Queryable, scope: FindingScope): Promise<number> {
  const [row] = await sql`SELECT count(*)::int AS n FROM ${openFindings(sql, scope)}`;
  return Number(row?.["n"]);
}

/** People with a finding of the kind, in order of the id. */
export async function peopleWith(sql: Queryable, scope: FindingScope, limit: number): Promise<string[]> {
  const rows = await sql`SELECT DISTINCT f.person_id FROM ${openFindings(sql, scope)} ORDER BY 1 LIMIT ${limit}`;
  return rows.map((row) => String(row["person_id"]));
}
