import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { retrying } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { clearBlocks } from "../store/blocks.ts";
import { manyAtOnce, markTaken } from "./blocks.ts";
import type { NumberRefusal } from "./contract.ts";
import { numberAct, type NumberDeps, openAll, refusalOf } from "./deps.ts";
import { permutationOf } from "./permutation.ts";
import { positionsText } from "./positions.ts";

export type TakeUpRefusal = "not-permitted" | Extract<NumberRefusal, "number-malformed" | "number-key-differs">;

/**
 * Takes up numbers that others have assigned, from a list: none of them is given from now on, whoever bears them. One transaction a bucket; the same
 * list again changes nothing. Refusals: `not-permitted`, `number-malformed` (with the line), `number-key-differs`.
 * @returns how many had been free
 */
export async function takeUpList(
  deps: NumberDeps,
  by: Actor,
  pins: readonly string[],
): Promise<Outcome<{ read: number; takenUp: number }, TakeUpRefusal>> {
  if (!may(by, "allocate-numbers")) return refuse("not-permitted");
  const line = pins.findIndex((pin) => !/^\d{12}$/.test(pin));
  if (line >= 0) return refuse("number-malformed", { line: line + 1 });
  const byBucket = Map.groupBy(pins, (pin) => pin.slice(0, 6));
  let takenUp = 0;
  try {
    await openAll(deps, [...byBucket.keys()]);
  } catch (error) {
    const code = refusalOf(error);
    if (code === "bucket-full") throw error;
    return refuse(code);
  }
  for (const [bucket, theirs] of byBucket) {
    const { positionOf } = permutationOf(deps.numberKey(), bucket);
    const positions = [...new Set(theirs.map((pin) => positionOf(Number(pin.slice(6)))))].sort((a, b) => a - b);
    takenUp += await retrying(deps.sql, async (tx) => {
      const marked = await markTaken(tx, bucket, positions);
      if (marked > 0)
        await deps.ledger.record(tx, [numberAct(deps, "number.taken-up", by, { bucket, positions: positionsText(positions) })]);
      return marked;
    });
  }
  if (takenUp >= manyAtOnce) await clearBlocks(deps.sql);
  return accept({ read: pins.length, takenUp });
}
