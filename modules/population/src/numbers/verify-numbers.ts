import { actsOf } from "@dinhdanh/ledger";
import type { Sql, Tx } from "@dinhdanh/postgres";
import { allBlocks, listBuckets, suffixesIn } from "../store/blocks.ts";
import { freeOf, OtherKey } from "./blocks.ts";
import { bucketSubjectId } from "./deps.ts";
import type { NumberKey } from "./number-key.ts";
import { bucketSize, permutationOf } from "./permutation.ts";
import { positionsIn } from "./positions.ts";

/** A bucket whose free numbers are not what acts and key table leave over. Names no number. */
export type BucketDifference = { bucket: string; freeAndTaken: number; neither: number; freeTwice: number };

/** Recounts every open bucket: each of its million positions must be free once, or be told of by an act or the key table. @throws {OtherKey} */
export async function verifyNumbers(sql: Sql, key: () => NumberKey): Promise<BucketDifference[]> {
  const found: BucketDifference[] = [];
  await sql.begin("ISOLATION LEVEL REPEATABLE READ READ ONLY", async (tx) => {
    for (const { bucket, keyId } of await listBuckets(tx)) {
      if (keyId !== key().keyId) throw new OtherKey();
      const [taken, free] = [await takenOf(tx, key(), bucket), new Uint8Array(bucketSize)];
      for (const block of await allBlocks(tx, bucket)) for (const position of freeOf(block)) free[position] = (free[position] ?? 0) + 1;
      const difference = { bucket, freeAndTaken: 0, neither: 0, freeTwice: 0 };
      for (let position = 0; position < bucketSize; position += 1) {
        const [times, isTaken] = [free[position] ?? 0, taken[position] === 1];
        if (times > 1) difference.freeTwice += 1;
        if (times > 0 && isTaken) difference.freeAndTaken += 1;
        if (times === 0 && !isTaken) difference.neither += 1;
      }
      if (difference.freeAndTaken + difference.neither + difference.freeTwice > 0) found.push(difference);
    }
  });
  return found;
}

async function takenOf(tx: Tx, key: NumberKey, bucket: string): Promise<Uint8Array> {
  const { positionOf } = permutationOf(key, bucket);
  const taken = new Uint8Array(bucketSize);
  for (const act of await actsOf(tx, bucketSubjectId(bucket))) {
    const value = act.kind === "number.returned" ? 0 : 1;
    for (const position of positionsIn(String(act.payload?.["positions"]))) taken[position] = value;
  }
  for (const suffix of await suffixesIn(tx, bucket)) taken[positionOf(suffix)] = 1;
  return taken;
}
