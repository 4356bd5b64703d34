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
