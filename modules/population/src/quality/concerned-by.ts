import type { Tx } from "@dinhdanh/postgres";
import { foldLife, type Life, type Value } from "../life/fold-rules.ts";
import { lifeActs } from "../store/life.ts";
import { factsOfEach } from "../store/reads.ts";
import { type Kin, kinFields, ledTo, everKin } from "./store/concerned.ts";

/** Of whose value each kind of key is made. */
const keyOf = {
  ...{ pin: "pins", fatherPin: "parents", motherPin: "parents", spousePin: "spouses" },
  ...{ householdId: "households", oldIds: "oldIds" },
} as const satisfies Record<(typeof kinFields)[number], keyof Kin>;

/**
 * Everybody whose findings a change of these people may change, themselves among them: children, parents and spouse wherever they live, the household, who
 * bears the same number or old number; by what holds now and by what held before. In order of the id.
 */
export async function concernedBy(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const [people, changed] = await Promise.all([factsOfEach(tx, ids), everKin(tx, ids)]);
  const lives = changed.length === 0 ? [] : [...(await lifeActs(tx, changed)).values()].map(foldLife);
  const values = [...people.values(), ...lives.flatMap(valuesOf)];
  const kin: Record<keyof Kin, Set<string>> = {
    pins: new Set(),
    parents: new Set(),
    spouses: new Set(),
    households: new Set(),
    oldIds: new Set(),
  };
  for (const facts of values) for (const field of kinFields) for (const value of [facts[field] ?? []].flat()) kin[keyOf[field]].add(value);
  const keys = Object.fromEntries(Object.entries(kin).map(([key, set]) => [key, [...set]])) as Kin;
  return [...new Set([...ids, ...(await ledTo(tx, ids, keys))])].toSorted();
}

type Values = { readonly [Field in (typeof kinFields)[number]]?: Value | undefined };

/** Everything that was ever said of them. */
const valuesOf = ({ first, statements }: Life): Values[] => [
  ...(first === undefined ? [] : [foldLife([first]).facts]),
  ...statements.flatMap(({ field, value, before = null }) => [{ [field]: value }, { [field]: before }]),
];
