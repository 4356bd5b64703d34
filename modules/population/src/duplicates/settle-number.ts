import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Act, recordNew } from "@dinhdanh/ledger";
import { retrying, type Queryable, type Tx } from "@dinhdanh/postgres";
import type { Facts } from "../contract.ts";
import { isBirthProvince } from "../numbers/allocate.ts";
import { takePositions } from "../numbers/blocks.ts";
import { bucketOf, isNumberedYear, pinOf } from "../numbers/bucket-rules.ts";
import type { NumberRefusal } from "../numbers/contract.ts";
import { type NumberDeps, openAll, refusalOf } from "../numbers/deps.ts";
import { permutationOf } from "../numbers/permutation.ts";
import { checkPeople } from "../quality/check-people.ts";
import { actById } from "../store/acts.ts";
import { lockPeople } from "../store/life.ts";
import { idsByPins, insertNumbers } from "../store/people.ts";
import { factsOfEach } from "../store/reads.ts";
import { deleteRenumbering, insertRenumbering, leadNumber, type Renumbering, renumberingById } from "../store/renumberings.ts";
import { insertUndone, undoneAgain } from "../store/undone.ts";
import type { AtStake, NumberDecision, Renumbered, SharedNumberRefusal, Unmerge } from "./contract.ts";
import type { DuplicateDeps } from "./deps.ts";

export type SettleRefusal =
  | "same-record"
  | "person-not-found"
  | "act-differs"
  | SharedNumberRefusal
  | Extract<NumberRefusal, "unknown-province" | "bucket-full" | "number-key-differs">;
type Two = Pick<NumberDecision, "keeperId" | "otherId">;

/**
 * Of two people who bear one number, the keeper has it from now on, and the other is given a new one. Cards that the other was given with the old number
 * are on the revocation list while the decision stands. The same `renumberingId` again changes nothing; once the decision was undone, it is used up.
 * Refusals, in the order checked: `act-differs`, `same-record`, `person-not-found`, `number-not-shared`, `number-not-possible`, `unknown-province`, `bucket-full`,
 * `number-key-differs`.
 */
export async function settleNumber(deps: NumberDeps, by: Actor, decision: NumberDecision): Promise<Outcome<Renumbered, SettleRefusal>> {
  const { renumberingId, keeperId, otherId, province } = decision;
  const before = await renumberingById(deps.sql, renumberingId);
  if (before !== undefined) return again(before, decision);
  if ((await actById(deps.sql, otherId, renumberingId)) !== undefined) return refuse("act-differs");
  const asked = await sharedBy(deps.sql, decision);
  if (typeof asked === "string") return refuse(asked);
  const { sex, birthDate } = asked.other;
  if ((sex !== "male" && sex !== "female") || birthDate === undefined) return refuse("number-not-possible");
  const year = Number(birthDate.slice(0, 4));
  if (!isNumberedYear(year, deps.ledger.clock.today())) return refuse("number-not-possible");
  if (!isBirthProvince(deps, province)) return refuse("unknown-province");
  const bucket = bucketOf(province, sex, year);
  try {
    await openAll(deps, [bucket]);
    return await retrying(deps.sql, async (tx) => {
      await lockPeople(tx, [keeperId, otherId].toSorted());
      const known = await renumberingById(tx, renumberingId);
      if (known !== undefined) return again(known, decision);
      const shared = await sharedBy(tx, decision);
      if (typeof shared === "string") return refuse(shared);
      return accept({ renumberingId, pin: await renumber(tx, deps, by, { ...decision, bucket, oldPin: shared.pin }) });
    });
  } catch (error) {
    return refuse(refusalOf(error), { bucket });
  }
}

/** The number is told to whoever decided about these two, and to nobody who names the id of a decision about others. */
const again = ({ personId, keeperId, newPin, note }: Renumbering, asked: NumberDecision): Outcome<Renumbered, "act-differs"> =>
  personId === asked.otherId && keeperId === asked.keeperId && newPin.startsWith(asked.province) && note === asked.note
    ? accept({ renumberingId: asked.renumberingId, pin: newPin })
    : refuse("act-differs");

/** The number that both bear, or why there is nothing to settle. */
async function sharedBy(
  sql: Queryable,
  { keeperId, otherId }: Two,
): Promise<{ pin: string; other: Facts } | "same-record" | "person-not-found" | "number-not-shared"> {
  if (keeperId === otherId) return "same-record";
  const facts = await factsOfEach(sql, [keeperId, otherId]);
  const [keeper, other] = [facts.get(keeperId), facts.get(otherId)];
  if (keeper === undefined || other === undefined) return "person-not-found";
  return keeper.pin === undefined || keeper.pin !== other.pin ? "number-not-shared" : { pin: keeper.pin, other };
}

type NewNumber = NumberDecision & { bucket: string; oldPin: string };

async function renumber(tx: Tx, deps: NumberDeps, by: Actor, one: NewNumber): Promise<string> {
  const { renumberingId, keeperId, otherId, bucket, oldPin, note } = one;
  const [position = 0] = await takePositions(tx, bucket, 1);
  const newPin = pinOf(bucket, permutationOf(deps.numberKey(), bucket).suffixAt(position));
  const ownerBefore = (await idsByPins(tx, [oldPin])).get(oldPin) ?? keeperId;
  await insertNumbers(tx, [{ pin: newPin, personId: otherId }]);
  await leadNumber(tx, oldPin, keeperId);
  const decidedAt = nowOf(deps);
  await insertRenumbering(tx, { ...{ personId: otherId, renumberingId, keeperId, oldPin, newPin, ownerBefore }, ...{ decidedAt, decidedBy: by.code, note } }); // prettier-ignore
  await recordNew(
    deps.ledger,
    tx,
    said(deps, by, renumberingId, [
      { subjectId: otherId, kind: "person.renumbered", payload: { renumberingId, keeperId, note, changes: { pin: newPin } } },
      { subjectId: keeperId, kind: "person.number-kept", payload: { renumberingId, otherId, note } },
    ]),
  );
  await checkBoth(tx, deps, [keeperId, otherId]);
  return newPin;
}

/**
 * Undoes the decision: both bear the one number again, which leads to whom it led before. The number that was given stays with the person in the key
 * table, so that nobody else is ever given it. The same again changes nothing. Refusals: `act-differs`; `not-renumbered`, also when it was undone before
 * by another act, or the number has changed since.
 */
export async function unsettleNumber(
  deps: NumberDeps,
  by: Actor,
  renumberingId: string,
  { actId, note }: Unmerge,
): Promise<Outcome<{ renumberingId: string }, "not-renumbered" | "act-differs">> {
  return retrying(deps.sql, async (tx) => {
    const known = await renumberingById(tx, renumberingId);
    const people = known === undefined ? undefined : await lockPeople(tx, [known.personId, known.keeperId].toSorted());
    if (known === undefined || (await renumberingById(tx, renumberingId)) === undefined) {
      const before = await undoneAgain(tx, renumberingId, { actId, note });
      return before === "same" ? accept({ renumberingId }) : refuse(before ?? "not-renumbered");
    }
    const { personId, keeperId, oldPin, newPin, ownerBefore } = known;
    if (people?.get(personId)?.["pin"] !== newPin) return refuse("not-renumbered");
    await leadNumber(tx, oldPin, ownerBefore);
    await deleteRenumbering(tx, known);
    await insertUndone(tx, { decisionId: renumberingId, actId, personId, otherId: keeperId });
    await recordNew(
      deps.ledger,
      tx,
      said(deps, by, actId, [
        { subjectId: personId, kind: "person.number-restored", payload: { renumberingId, keeperId, note, changes: { pin: oldPin } } },
        { subjectId: keeperId, kind: "person.number-contested", payload: { renumberingId, otherId: personId, note } },
      ]),
    );
    await checkBoth(tx, deps, [keeperId, personId]);
    return accept({ renumberingId });
  });
}

/** What giving the other a new number would stop. Refusals: `same-record`, `person-not-found`, `number-not-shared`. */
export async function previewNumber(
  { sql, duplicates }: DuplicateDeps,
  two: Two,
): Promise<Outcome<AtStake, "same-record" | "person-not-found" | "number-not-shared">> {
  const shared = await sharedBy(sql, two);
  return typeof shared === "string" ? refuse(shared) : accept({ dossiers: [], cards: (await duplicates.atStake(sql, two.otherId)).cards });
}

/** A case is open by its finding: seen to later, one that was undone would be neither open nor settled until then. */
const checkBoth = (tx: Tx, deps: NumberDeps, ids: readonly string[]) => checkPeople(tx, { ...deps, clock: deps.ledger.clock }, ids);

const nowOf = ({ ledger }: NumberDeps) => new Date(ledger.clock.nowMs()).toISOString();

const said = (deps: NumberDeps, by: Actor, actId: string, acts: readonly Pick<Act, "subjectId" | "kind" | "payload">[]): Act[] =>
  acts.map((act) => ({ ...act, actId, occurredAt: nowOf(deps), unit: null, officer: by.code, team: null, device: null }));
