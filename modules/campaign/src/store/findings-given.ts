import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { StoredOwner } from "./finding-owners.ts";
import type { OwnedFinding } from "./quality.ts";

type StoredGiving = {
  givingId: string;
  officer: string;
  givenTo: string | null;
  digest: string;
  given: number;
  left: number;
  givenAt: string;
};

export async function findGiving(sql: Queryable, givingId: string): Promise<Omit<StoredGiving, "givingId" | "givenAt"> | undefined> {
  const [row] = await sql`SELECT officer, given_to, digest, given, left_over FROM campaign.findings_given WHERE giving_id = ${givingId}`;
  if (row === undefined) return undefined;
  return {
    ...{ officer: String(row["officer"]), givenTo: row["given_to"] as string | null, digest: String(row["digest"]) },
    ...{ given: Number(row["given"]), left: Number(row["left_over"]) },
  };
}

/** @throws SQLSTATE 23505 when the same was written meanwhile */
export async function insertGiving(tx: Tx, { givingId, officer, givenTo, digest, given, left, givenAt }: StoredGiving): Promise<void> {
  await tx`
    INSERT INTO campaign.findings_given (giving_id, officer, given_to, digest, given, left_over, given_at)
    VALUES (${givingId}, ${officer}, ${givenTo}, ${digest}, ${given}, ${left}, ${givenAt})`;
}

/** Another has written who has one of the findings. It bears the code of a serialization failure: the transaction is decided anew. */
class MovedMeanwhile extends Error {
  readonly code = "40001";
}

/** Who has the findings from now on; null is nobody. @throws {MovedMeanwhile} when another moved one of them since they were read */
export async function moveOwners(tx: Tx, findings: readonly OwnedFinding[], owner: StoredOwner | null): Promise<void> {
  const noted = findings.filter((one) => one.noted !== null);
  const column = (from: readonly OwnedFinding[], key: "personId" | "kind" | "field" | "noted") => from.map((one) => one[key]);
  const { count: cleared } = await tx`
    DELETE FROM campaign.finding_owner o USING unnest(${column(noted, "personId")}::uuid[], ${column(noted, "kind")}::text[],
      ${column(noted, "field")}::text[], ${column(noted, "noted")}::timestamptz[]) AS n (person_id, kind, field, since)
    WHERE o.person_id = n.person_id AND o.kind = n.kind AND o.field = n.field AND o.since = n.since`;
  if (cleared !== noted.length) throw new MovedMeanwhile("another has moved a finding");
  if (owner === null) return;
  const { count } = await tx`
    INSERT INTO campaign.finding_owner (person_id, kind, field, officer, since)
    SELECT person_id, kind, field, ${owner.officer}, ${owner.since}::timestamptz FROM unnest(${column(findings, "personId")}::uuid[],
      ${column(findings, "kind")}::text[], ${column(findings, "field")}::text[]) AS f (person_id, kind, field)
    ON CONFLICT (person_id, kind, field) DO NOTHING`;
  if (count !== findings.length) throw new MovedMeanwhile("another has taken a finding over");
}
