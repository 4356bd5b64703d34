import type { Tx } from "@dinhdanh/postgres";
import { lifeActs, whoseFieldChanged } from "../store/life.ts";
import { inForce, foldLife, type LifeAct } from "./fold-rules.ts";

/**
 * Of those among `ids` whose residence was put right by a correction and has not changed since, what the last roll had said: a roll that says it again brings no news.
 * @returns code of the commune by person id
 */
export async function residencesPutRight(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const changed = await whoseFieldChanged(tx, ids, "permanentUnit");
  const wrong = new Map<string, string>();
  if (changed.length === 0) return wrong;
  for (const [personId, acts] of await lifeActs(tx, changed)) {
    const said = lastRoll(acts)?.payload?.["permanentUnit"];
    const isPutRight = inForce(foldLife(acts).statements, "permanentUnit")?.kind === "person.amended";
    if (isPutRight && typeof said === "string") wrong.set(personId, said);
  }
  return wrong;
}

const ofRolls: ReadonlySet<string> = new Set(["person.registered", "person.corrected"]);
const lastRoll = (acts: readonly LifeAct[]): LifeAct | undefined =>
  acts
    .filter(({ kind }) => ofRolls.has(kind))
    .reduce<LifeAct | undefined>((last, act) => (last !== undefined && isLater(last, act) ? last : act), undefined);
const isLater = (one: LifeAct, other: LifeAct): boolean =>
  Date.parse(one.recordedAt ?? one.occurredAt) > Date.parse(other.recordedAt ?? other.occurredAt);
