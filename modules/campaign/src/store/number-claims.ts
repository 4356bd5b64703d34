import type { Queryable } from "@dinhdanh/postgres";
import type { Facts } from "@dinhdanh/population";
import type { Fragment } from "./people-scope.ts";
import { type PairScope, type PairSide, pairSides, sidesOf, withinTerritory } from "./pairs.ts";

export type NumberClaimRow = {
  person: PairSide;
  claimId: string;
  pin: string;
  facts: Facts;
  unitsOn: string;
  fileName: string;
  rowNo: number;
  claimedAt: string;
  state: string;
  enteredId: string | null;
  judgedBy: string | null;
  judgedAt: string | null;
  note: string | null;
};

const claims = (sql: Queryable) => sql`
  SELECT c.*, c.person_id AS other_id, i.file_name FROM population.number_claim c JOIN ledger.intake i ON i.intake_id = c.intake_id`;

/** Of what was not decided: whether the row would be refused today, and nobody of its name, birth date and sex has come by another way since. */
const stands = (sql: Queryable) => sql`
  a.search_key <> pair.search_key AND a.birth_date IS DISTINCT FROM pair.birth_date
  AND EXISTS (SELECT FROM population.number n WHERE n.pin = pair.pin AND n.person_id = pair.person_id)
  AND NOT EXISTS (SELECT FROM population.person p WHERE p.birth_date = pair.birth_date AND p.search_key = pair.search_key
    AND p.sex = pair.facts->>'sex')`;

/** Refused rows about numbers of people in the territory, in a state, and how many there are; at most 200. */
export async function numberClaims(
  sql: Queryable,
  scope: PairScope,
  state: "open" | "settled",
): Promise<{ total: number; rows: NumberClaimRow[] }> {
  const which = state === "open" ? sql`pair.state IN ('open', 'visit') AND ${stands(sql)}` : sql`pair.state IN ('same', 'different')`;
  const [count] = await sql`
    SELECT count(*)::int AS n FROM (${claims(sql)}) pair JOIN population.person a ON a.person_id = pair.person_id
    WHERE ${which} AND ${withinTerritory(sql, scope)}`;
  const rows = await select(sql, scope, sql`${which} ORDER BY pair.judged_at DESC NULLS LAST, pair.claimed_at, pair.claim_id LIMIT 200`);
  return { total: Number(count?.["n"]), rows };
}

export async function numberClaimOf(
  sql: Queryable,
  scope: PairScope,
  personId: string,
  claimId: string,
): Promise<NumberClaimRow | undefined> {
  return (await select(sql, scope, sql`pair.person_id = ${personId} AND pair.claim_id = ${claimId}`))[0];
}

async function select(sql: Queryable, scope: PairScope, which: Fragment): Promise<NumberClaimRow[]> {
  const rows = await sql`
    SELECT pair.*, ${pairSides(sql, scope)} FROM (${claims(sql)}) pair
    JOIN population.person a ON a.person_id = pair.person_id JOIN population.person b ON b.person_id = pair.other_id
    WHERE ${withinTerritory(sql, scope)} AND ${which}`;
  return rows.map((row) => ({
    ...{ person: sidesOf(row).person, claimId: String(row["claim_id"]), pin: String(row["pin"]), facts: row["facts"] as Facts },
    ...{ unitsOn: String(row["units_on"]), fileName: String(row["file_name"]), rowNo: Number(row["row_no"]) },
    ...{ claimedAt: String(row["claimed_at"]), state: String(row["state"]), enteredId: row["entered_id"] as string | null },
    ...{ judgedBy: row["judged_by"] as string | null, judgedAt: row["judged_at"] as string | null, note: row["note"] as string | null },
  }));
}
