import { type Actor, newId } from "@dinhdanh/kernel";
import type { Act, Ledger } from "@dinhdanh/ledger";
import type { Sql } from "@dinhdanh/postgres";
import { type CommuneIndex, derivedId } from "@dinhdanh/territory";
import { openBuckets } from "../store/blocks.ts";
import { BucketFull, openBucket, OtherKey } from "./blocks.ts";
import type { NumberKey } from "./number-key.ts";

/** What commands about numbers need. The key is read when first used: a register that gives no numbers has none. */
export type NumberDeps = { sql: Sql; ledger: Ledger; units: CommuneIndex; numberKey: () => NumberKey };

/** A bucket as the subject of acts. */
export const bucketSubjectId = (bucket: string): string => derivedId(`dinhdanh:numbers:${bucket}`);

export type NumberActKind = "number.allocated" | "number.reserved" | "number.returned" | "number.taken-up";

/** The payload names positions in the secret order, never a number. */
export function numberAct(
  { ledger }: NumberDeps,
  kind: NumberActKind,
  by: Actor,
  { actId = newId(), bucket, ...payload }: { actId?: string; bucket: string; device?: string; positions: string } & Record<string, unknown>,
): Act {
  return {
    ...{ actId, subjectId: bucketSubjectId(bucket), kind, unit: null, officer: by.code, team: null, device: payload.device ?? null },
    occurredAt: new Date(ledger.clock.nowMs()).toISOString(),
    payload: { bucket, ...payload },
  };
}

/** Opens what is not open yet, each in a transaction of its own: it stops the registering of numbers while it reads. */
export async function openAll({ sql, ledger, numberKey }: NumberDeps, buckets: readonly string[]): Promise<void> {
  const open = await openBuckets(sql, [...buckets]);
  if ([...open.values()].some((keyId) => keyId !== numberKey().keyId)) throw new OtherKey();
  const openedAt = new Date(ledger.clock.nowMs()).toISOString();
  for (const bucket of buckets) if (!open.has(bucket)) await sql.begin((tx) => openBucket(tx, numberKey(), bucket, openedAt));
}

/** What blocks throw, as the codes of refusals. */
export function refusalOf(error: unknown): "bucket-full" | "number-key-differs" {
  if (error instanceof BucketFull) return "bucket-full";
  if (error instanceof OtherKey) return "number-key-differs";
  throw error;
}
