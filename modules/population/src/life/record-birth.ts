import { accept, type Actor, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import { retrying, type Tx } from "@dinhdanh/postgres";
import { scopeRefusal } from "@dinhdanh/staff";
import { normaliseName, normaliseText, searchKey } from "@dinhdanh/vietnamese";
import type { Facts } from "../contract.ts";
import { isBirthProvince } from "../numbers/allocate.ts";
import { type Candidate, type EntryScorer, latestScorer, likeFacts } from "../duplicates/candidates.ts";
import type { CandidatesQuery } from "../duplicates/contract.ts";
import { takePositions } from "../numbers/blocks.ts";
import { bucketOf, firstBirthYear, pinOf } from "../numbers/bucket-rules.ts";
import type { NumberRefusal } from "../numbers/contract.ts";
import { openAll, refusalOf } from "../numbers/deps.ts";
import { permutationOf } from "../numbers/permutation.ts";
import { positionsIn } from "../numbers/positions.ts";
import { actById } from "../store/acts.ts";
import { ancestorPins, peopleByPins } from "../store/life.ts";
import { idsByPins, insertNumbers, insertPeople } from "../store/people.ts";
import { lockBirthday } from "../store/linking.ts";
import { recordPairs } from "../store/pairs.ts";
import { reservesOf } from "../store/reserves.ts";
import { existingIds } from "../store/reads.ts";
import { instantOf, type LifeDeps } from "./deps.ts";
import type { BirthRequest, LifeRefusal, Recorded } from "./event-contract.ts";
import { leastParentAge, parentRefusal } from "./plan-event-rules.ts";

export type BirthRefusal =
  | "not-permitted"
  | "outside-scope"
  | LifeRefusal
  | Extract<NumberRefusal, "unknown-province" | "bucket-full" | "number-key-differs">;

/** Whether a number was given to be borne by somebody who is registered now. */
type HoldsNumber = (tx: Tx, pin: string, deps: LifeDeps, device: string | undefined) => Promise<boolean>;

/**
 * Registers a newborn with a number: one that is given now, or one of the reserve of the device that is named. The same `personId` with the same facts again changes nothing.
 * Refusals, in the order checked: `unknown-unit`, `not-permitted`, `outside-scope`, `day-in-future`, `unknown-province`, `born-before-numbers`, `number-not-held`,
 * `person-exists`, those of parents, `may-be-known`, `number-borne`, `bucket-full`, `number-key-differs`. Who is registered `despite` somebody alike
 * is noted with them as a pair to be judged.
 * @param holds whether whoever registers was given the number for it; as a rule it is one of a device's reserve
 */
export async function recordBirth(
  deps: LifeDeps,
  by: Actor,
  request: BirthRequest,
  holds: HoldsNumber = isReserved,
): Promise<Outcome<Recorded, BirthRefusal>> {
  const { birthDate, permanentUnit, province, sex, pin } = request;
  const today = deps.ledger.clock.today();
  // a birth that is registered late names the commune of today, or, if that has ended, the one of the day
  const unitsOn = [today, birthDate].find((day) => deps.units.resolve(permanentUnit, dayNumber(day)) !== undefined);
  const unitId = unitsOn === undefined ? undefined : deps.units.resolve(permanentUnit, dayNumber(unitsOn));
  if (unitsOn === undefined || unitId === undefined) return refuse("unknown-unit");
  const outside = await scopeRefusal(deps.sql, by, "record-events", unitId);
  if (outside !== undefined) return refuse(outside.code);
  if (birthDate > today) return refuse("day-in-future");
  if (!isBirthProvince(deps, province)) return refuse("unknown-province");
  const year = Number(birthDate.slice(0, 4));
  if (year < firstBirthYear) return refuse("born-before-numbers");
  const bucket = bucketOf(province, sex, year);
  if (pin !== undefined && !pin.startsWith(bucket)) return refuse("number-not-held");
  try {
    await openAll(deps, [bucket]);
    const scorer = await latestScorer(deps.sql);
    return await retrying(deps.sql, (tx) => register(tx, deps, by, { ...request, bucket, scorer, holds, unitsOn }));
  } catch (error) {
    return refuse(refusalOf(error), { bucket });
  }
}

async function register(
  tx: Tx,
  deps: LifeDeps,
  by: Actor,
  request: BirthRequest & { bucket: string; scorer: EntryScorer | null; holds: HoldsNumber; unitsOn: string },
): Promise<Outcome<Recorded, BirthRefusal>> {
  const { personId, bucket, despite } = request;
  if ((await existingIds(tx, [personId])).size > 0) return again(tx, request);
  const refusal = await refusalOfParents(tx, request);
  if (refusal !== undefined) return refuse(refusal);
  await lockBirthday(tx, request.birthDate);
  // sent twice at once, the second would be asked whether the child is itself
  if ((await existingIds(tx, [personId])).size > 0) return again(tx, request);
  const alike = await likeFacts(tx, request.scorer, factsOfNewborn(request));
  if (alike.length > 0 && despite === undefined) return refuse("may-be-known", { people: alike.length });
  if (request.pin !== undefined) {
    if (!(await request.holds(tx, request.pin, deps, request.device))) return refuse("number-not-held");
    if ((await idsByPins(tx, [request.pin])).size > 0) return refuse("number-borne");
  }
  const [position = 0] = request.pin === undefined ? await takePositions(tx, bucket, 1) : [];
  const pin = request.pin ?? pinOf(bucket, permutationOf(deps.numberKey(), bucket).suffixAt(position));
  const facts = factsOf(request, pin);
  const key = searchKey(facts.fullName);
  await insertPeople(tx, [{ personId, facts, searchKey: key, digest: `born ${personId}`, intakeId: personId }]);
  await insertNumbers(tx, [{ pin, personId }]);
  await recordPairs(tx, alike.map((one) => pairWith(personId, one)), "entry", nowOf(deps)); // prettier-ignore
  const known = alike.length === 0 ? {} : { despite, alike: alike.map((one) => one.personId) };
  const act = {
    ...{ actId: personId, subjectId: personId, kind: "person.registered", occurredAt: instantOf(deps, request.birthDate) },
    ...{ unit: by.scope, officer: by.code, team: null, device: request.device ?? null },
    payload: { ...facts, unitsOn: request.unitsOn, event: { birth: true, evidence: request.evidence, ...known } },
  };
  await deps.ledger.record(tx, [act]);
  return accept({ personId, actIds: [personId], pin, newCard: false });
}

const nowOf = ({ ledger }: LifeDeps) => new Date(ledger.clock.nowMs()).toISOString();

const pairWith = (newborn: string, { personId, probability, explanation }: Candidate) => ({
  ...{ ids: [newborn, personId] as const, probability: probability ?? 0, explanation },
});

/** What a birth says that other records may say of the same child. A number that is about to be given says nothing. */
export function factsOfNewborn(request: Omit<BirthRequest, "personId" | "evidence" | "province" | "device">): CandidatesQuery {
  const { fullName, birthDate, sex, permanentUnit, address, householdId, fatherPin, motherPin, origin } = request;
  const given = { address, householdId, fatherPin, motherPin, origin };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { fullName: normaliseName(fullName), birthDate, sex, permanentUnit, ...known };
}

function factsOf(request: BirthRequest, pin: string): Facts {
  const { birthDate, sex, permanentUnit, motherPin, fatherPin, address, householdId, ethnicity, origin } = request;
  const text = (field: "address" | "ethnicity" | "origin", value: string | undefined) =>
    value === undefined ? {} : { [field]: normaliseText(value) };
  return {
    ...{ pin, fullName: normaliseName(request.fullName), birthDate, sex, permanentUnit, residenceStatus: "present" },
    ...{ ...text("address", address), ...text("ethnicity", ethnicity), ...text("origin", origin) },
    ...(householdId === undefined ? {} : { householdId, relation: "child" as const }),
    ...(motherPin === undefined ? {} : { motherPin }),
    ...(fatherPin === undefined ? {} : { fatherPin }),
  };
}

/** Its number is told to who says all of the birth again, and so is in charge of the commune that it names. */
async function again(tx: Tx, request: BirthRequest): Promise<Outcome<Recorded, BirthRefusal>> {
  const { personId } = request;
  const { payload } = (await actById(tx, personId, personId)) ?? {};
  const pin = String(payload?.["pin"]);
  const { unitsOn: _unitsOn, event: _event, ...registered } = payload ?? {};
  const said = factsOf(request, pin);
  const same = new Set([...Object.keys(registered), ...Object.keys(said)]);
  const differs = [...same].some((field) => registered[field] !== said[field as keyof Facts]);
  if (differs || (request.pin !== undefined && request.pin !== pin)) return refuse("person-exists");
  return accept({ personId, actIds: [personId], pin, newCard: false });
}

async function refusalOfParents(tx: Tx, { motherPin, fatherPin, birthDate, sex }: BirthRequest): Promise<LifeRefusal | undefined> {
  const pins = [motherPin, fatherPin].filter((pin) => pin !== undefined);
  const found = await peopleByPins(tx, pins);
  const relatives = new Map([...found].map(([pin, { personId, facts }]) => [pin, { personId, facts, now: facts }]));
  const context = { relatives, ancestors: await ancestorPins(tx, pins), on: birthDate, ageGap: leastParentAge };
  return parentRefusal({ birthDate, sex }, { motherPin, fatherPin }, context);
}

/** Whether the number was set apart for the device. */
async function isReserved(tx: Tx, pin: string, { numberKey }: LifeDeps, device: string | undefined): Promise<boolean> {
  const bucket = pin.slice(0, 6);
  const position = permutationOf(numberKey(), bucket).positionOf(Number(pin.slice(6)));
  return device !== undefined && (await reservesOf(tx, bucket, device)).some((positions) => positionsIn(positions).includes(position));
}
