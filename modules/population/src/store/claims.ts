import type { Tx } from "@dinhdanh/postgres";
import type { PairState } from "../duplicates/contract.ts";
import type { Facts } from "../facts.ts";

/** A refused row about somebody else's number. */
export type Claim = {
  personId: string;
  claimId: string;
  pin: string;
  searchKey: string;
  recordId: string | null;
  facts: Facts;
  unitsOn: string;
  intakeId: string;
  rowNo: number;
  claimedAt: string;
};
export type StoredClaim = Claim & { state: PairState; enteredId: string | null };

/** Notes claims. One that is known and not decided says what its row says now; a decision stands. */
export async function insertClaims(tx: Tx, claims: readonly Claim[]): Promise<void> {
  for (const one of claims) {
    await tx`
      INSERT INTO population.number_claim (person_id, claim_id, pin, search_key, birth_date, record_id, facts, units_on, intake_id, row_no, claimed_at, state)
      VALUES (${one.personId}, ${one.claimId}, ${one.pin}, ${one.searchKey}, ${one.facts.birthDate ?? null}, ${one.recordId},
        ${JSON.stringify(one.facts)}::text::json, ${one.unitsOn}, ${one.intakeId}, ${one.rowNo}, ${one.claimedAt}::timestamptz, 'open')
      ON CONFLICT (person_id, claim_id) DO UPDATE SET pin = excluded.pin, record_id = excluded.record_id, facts = excluded.facts,
        units_on = excluded.units_on, intake_id = excluded.intake_id, row_no = excluded.row_no
      WHERE number_claim.state IN ('open', 'visit')`;
  }
}

export async function lockClaim(tx: Tx, personId: string, claimId: string): Promise<StoredClaim | undefined> {
  const [row] = await tx<StoredClaim[]>`
    SELECT person_id AS "personId", claim_id AS "claimId", pin, search_key AS "searchKey", record_id AS "recordId", facts, units_on AS "unitsOn",
      intake_id AS "intakeId", row_no AS "rowNo", claimed_at AS "claimedAt", state, entered_id AS "enteredId"
    FROM population.number_claim WHERE person_id = ${personId} AND claim_id = ${claimId} FOR UPDATE`;
  return row;
}

type Judged = Pick<StoredClaim, "personId" | "claimId" | "state" | "enteredId"> & { judgedBy: string; judgedAt: string; note: string };

export async function judgeClaimRow(tx: Tx, one: Judged): Promise<void> {
  await tx`
    UPDATE population.number_claim SET state = ${one.state}, entered_id = ${one.enteredId}, judged_by = ${one.judgedBy},
      judged_at = ${one.judgedAt}::timestamptz, note = ${one.note}
    WHERE person_id = ${one.personId} AND claim_id = ${one.claimId}`;
}
