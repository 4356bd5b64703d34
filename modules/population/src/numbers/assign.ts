import { accept, type Actor, type Day, dayNumber, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { retrying, type Tx } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { lastUnitByCode } from "@dinhdanh/territory";
import { insertNumbers } from "../store/people.ts";
import { communeCodes, lockUnnumbered, type Unnumbered, unnumberedAfter } from "../store/unnumbered.ts";
import { isBirthProvince } from "./allocate.ts";
import { takePositions } from "./blocks.ts";
import { bucketOf, isNumberedYear, pinOf } from "./bucket-rules.ts";
import type { Assignment, AssignRequest, NumberRefusal, Unassignable } from "./contract.ts";
import { type NumberDeps, openAll, refusalOf } from "./deps.ts";
import { permutationOf } from "./permutation.ts";

export type AssignRefusal =
  | "not-permitted"
  | "unit-not-found"
  | Extract<NumberRefusal, "unknown-province" | "bucket-full" | "number-key-differs">;

const peopleAtOnce = 1_000;

/**
 * What {@link assignNumbers} would do; writes nothing. The register does not hold where a birth was registered: without `province` it is the
 * province of residence. Refusals, in the order checked: `not-permitted`, `unit-not-found`, `unknown-province`.
 */
export const previewAssignment = (deps: NumberDeps, by: Actor, request: AssignRequest): Promise<Outcome<Assignment, AssignRefusal>> =>
  overUnnumbered(deps, by, request, async () => 0);

/**
 * Gives a number to everyone of a unit who has none and of whom enough is known. A thousand people a transaction: broken off, the rest follows at
 * the next call. Refusals as the preview, then `number-key-differs` and `bucket-full`; what was given before it stays.
 */
export const assignNumbers = (deps: NumberDeps, by: Actor, request: AssignRequest): Promise<Outcome<Assignment, AssignRefusal>> =>
  overUnnumbered(deps, by, request, async (people) => {
    await openAll(deps, [...new Set(people.map(({ bucket }) => bucket))]);
    return retrying(deps.sql, (tx) => assign(tx, deps, by, people));
  });

type Assignable = { personId: string; bucket: string };

async function overUnnumbered(
  deps: NumberDeps,
  by: Actor,
  { unit: code, province }: AssignRequest,
  give: (people: Assignable[]) => Promise<number>,
): Promise<Outcome<Assignment, AssignRefusal>> {
  if (!may(by, "allocate-numbers")) return refuse("not-permitted");
  const today = deps.ledger.clock.today();
  const unit = await lastUnitByCode(deps.sql, code, today);
  if (unit === undefined) return refuse("unit-not-found");
  if (province !== undefined && !isBirthProvince(deps, province)) return refuse("unknown-province");
  const codes = await communeCodes(deps.sql, unit.unitId);
  const buckets = new Map<string, number>();
  const left = new Map<string, number>();
  const byUnit = new Map<string, { people: number; assignable: number }>();
  let [assigned, after] = [0, "00000000-0000-0000-0000-000000000000"];
  for (;;) {
    const people = await unnumberedAfter(deps.sql, codes, after, peopleAtOnce);
    const ready: Assignable[] = [];
    for (const person of people) {
      const bucket: string = bucketFor(deps, person, province);
      if (bucket.length === 6) ready.push({ personId: person.personId, bucket });
      const there = byUnit.get(person.permanentUnit ?? "") ?? { people: 0, assignable: 0 };
      byUnit.set(person.permanentUnit ?? "", { people: there.people + 1, assignable: there.assignable + Number(bucket.length === 6) });
      const counted = bucket.length === 6 ? buckets : left;
      counted.set(bucket, (counted.get(bucket) ?? 0) + 1);
    }
    try {
      assigned += await give(ready);
    } catch (error) {
      return refuse(refusalOf(error), { assigned });
    }
    after = people.at(-1)?.personId ?? after;
    if (people.length < peopleAtOnce) break;
  }
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
  const inOrder = [...buckets].sort(([a], [b]) => (a < b ? -1 : 1));
  return accept({
    ...{ unit: code, people: sum(buckets) + sum(left), assignable: sum(buckets), assigned },
    buckets: inOrder.map(([bucket, people]) => ({ bucket, people })),
    units: [...byUnit].sort(([a], [b]) => (a < b ? -1 : 1)).map(([one, counts]) => ({ unit: one, name: nameOf(deps, one, today), ...counts })), // prettier-ignore
    left: [...left].map(([reason, people]) => ({ reason: reason as Unassignable, people })),
  });
}

const nameOf = ({ units }: NumberDeps, code: string, today: Day): string => units.last(code, dayNumber(today))?.name ?? code;

/** The bucket of a person's number, or why there is none. */
function bucketFor(deps: NumberDeps, { sex, birthDate, permanentUnit, diedOn }: Unnumbered, given: string | undefined) {
  if (diedOn !== null) return "deceased";
  if (sex !== "male" && sex !== "female") return "sex-unknown";
  if (birthDate === null) return "no-birth-date";
  const today = deps.ledger.clock.today();
  const year = Number(birthDate.slice(0, 4));
  if (!isNumberedYear(year, today)) return "birth-year";
  const province = given ?? provinceOf(deps, permanentUnit ?? "", dayNumber(today));
  return province === undefined ? "no-province" : bucketOf(province, sex, year);
}

function provinceOf({ units }: NumberDeps, unit: string, today: number): string | undefined {
  const unitId = units.last(unit, today)?.unitId;
  const province = unitId === undefined ? undefined : units.province(unitId, today);
  return province === undefined ? undefined : `0${province.code}`;
}

async function assign(tx: Tx, deps: NumberDeps, by: Actor, people: Assignable[]): Promise<number> {
  const waiting = await lockUnnumbered(tx, people.map(({ personId }) => personId)); // prettier-ignore
  const byBucket = Map.groupBy(people.filter(({ personId }) => waiting.has(personId)), ({ bucket }) => bucket); // prettier-ignore
  const given: { pin: string; personId: string }[] = [];
  for (const [bucket, theirs] of [...byBucket].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { suffixAt } = permutationOf(deps.numberKey(), bucket);
    const positions = await takePositions(tx, bucket, theirs.length);
    theirs.forEach(({ personId }, index) => given.push({ personId, pin: pinOf(bucket, suffixAt(positions[index] ?? 0)) }));
  }
  await insertNumbers(tx, given);
  await deps.ledger.record(tx, given.map(({ personId, pin }) => assignedAct(deps, by, personId, pin))); // prettier-ignore
  return given.length;
}

function assignedAct({ ledger }: Pick<NumberDeps, "ledger">, by: Actor, personId: string, pin: string): Act {
  return {
    ...{ actId: newId(), subjectId: personId, kind: "person.number-assigned", unit: null, officer: by.code, team: null, device: null },
    ...{ occurredAt: new Date(ledger.clock.nowMs()).toISOString(), payload: { changes: { pin } } },
  };
}
