import type { Queryable, Tx } from "@dinhdanh/postgres";

export type FindingKey = { personId: string; kind: string; field: string };
/** Who has taken a finding over, and since when. */
export type StoredOwner = { officer: string; since: string };

/** Who has a finding that stands; `noted` is the moment of the row, also of one about an earlier finding. undefined when the finding stands no more. */
export async function ownerOf(
  tx: Tx,
  { personId, kind, field }: FindingKey,
): Promise<{ owner: StoredOwner | null; noted: string | null } | undefined> {
  const [row] = await tx`
    SELECT o.officer, o.since, o.since >= f.found_at AS holds FROM population.finding f
    LEFT JOIN campaign.finding_owner o ON o.person_id = f.person_id AND o.kind = f.kind AND o.field = f.field
    WHERE f.person_id = ${personId} AND f.kind = ${kind} AND f.field = ${field}`;
  if (row === undefined) return undefined;
  const noted = row["since"] as string | null;
  return { owner: row["holds"] === true && noted !== null ? { officer: String(row["officer"]), since: noted } : null, noted };
}

/** @returns whether nobody else has written since `noted` was read */
export async function setOwner(tx: Tx, { personId, kind, field }: FindingKey, owner: StoredOwner, noted: string | null): Promise<boolean> {
  const { count } = await tx`
    INSERT INTO campaign.finding_owner (person_id, kind, field, officer, since) VALUES (${personId}, ${kind}, ${field}, ${owner.officer}, ${owner.since})
    ON CONFLICT (person_id, kind, field) DO UPDATE SET officer = excluded.officer, since = excluded.since WHERE finding_owner.since = ${noted}`;
  return count === 1;
}

/** @returns as {@link setOwner} */
export async function clearOwner(tx: Tx, { personId, kind, field }: FindingKey, noted: string | null): Promise<boolean> {
  const { count } = await tx`
    DELETE FROM campaign.finding_owner WHERE person_id = ${personId} AND kind = ${kind} AND field = ${field} AND since = ${noted}`;
  return count === 1;
}

/** Who has taken over which of a person's findings, by kind and field. */
export async function ownersOf(sql: Queryable, personId: string): Promise<Map<string, StoredOwner>> {
  const rows = await sql`
    SELECT o.kind, o.field, o.officer, o.since FROM campaign.finding_owner o
    JOIN population.finding f ON f.person_id = o.person_id AND f.kind = o.kind AND f.field = o.field AND o.since >= f.found_at
    WHERE o.person_id = ${personId}`;
  return new Map(rows.map((row) => [`${row["kind"]} ${row["field"]}`, { officer: String(row["officer"]), since: String(row["since"]) }]));
}

/** Findings of which the table does not say what the acts say: whose they are, and since when. At most 100. */
export async function verifyFindingOwners(
  sql: Queryable,
): Promise<{ personId: string; stored: string | null; recounted: string | null }[]> {
  const rows = await sql`
    WITH told AS (
      SELECT DISTINCT ON (subject_id, payload ->> 'kind', payload ->> 'field') subject_id AS person_id, payload ->> 'kind' AS kind,
        payload ->> 'field' AS field, CASE WHEN kind = 'finding.assigned' THEN payload ->> 'officer' END AS officer, occurred_at
      FROM ledger.act WHERE kind IN ('finding.assigned', 'finding.given-back')
      ORDER BY subject_id, payload ->> 'kind', payload ->> 'field', tx DESC)
    SELECT coalesce(o.person_id, a.person_id) AS person_id, o.officer AS stored, a.officer AS recounted FROM campaign.finding_owner o
    FULL JOIN (SELECT * FROM told WHERE officer IS NOT NULL) a ON a.person_id = o.person_id AND a.kind = o.kind AND a.field = o.field
    WHERE (o.officer, o.since) IS DISTINCT FROM (a.officer, a.occurred_at) LIMIT 100`;
  return rows.map((row) => ({
    personId: String(row["person_id"]),
    stored: row["stored"] as string | null,
    recounted: row["recounted"] as string | null,
  }));
}
