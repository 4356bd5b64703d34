import type { Queryable } from "@dinhdanh/postgres";
import type { ReserveView } from "../numbers/contract.ts";

export type Reserve = { reserveId: string; bucket: string; device: string; positions: string; keyId: string };

export async function insertReserve(
  tx: Queryable,
  { reserveId, bucket, device, officer, reservedAt, positions }: Omit<Reserve, "keyId"> & { officer: string; reservedAt: string },
): Promise<void> {
  await tx`
    INSERT INTO population.number_reserve (reserve_id, bucket, device, officer, reserved_at, positions)
    VALUES (${reserveId}, ${bucket}, ${device}, ${officer}, ${reservedAt}::timestamptz, ${positions})`;
}

export async function lockReserve(tx: Queryable, reserveId: string): Promise<Reserve | undefined> {
  const [row] = await tx`
    SELECT r.reserve_id, r.bucket, r.device, r.positions, b.key_id
    FROM population.number_reserve r JOIN population.number_bucket b ON b.bucket = r.bucket WHERE r.reserve_id = ${reserveId} FOR UPDATE OF r`;
  if (row === undefined) return undefined;
  const [id, bucket, device] = [String(row["reserve_id"]), String(row["bucket"]), String(row["device"])];
  return { reserveId: id, bucket, device, positions: String(row["positions"]), keyId: String(row["key_id"]) };
}

export async function updateReserve(
  tx: Queryable,
  { reserveId, positions, returnedAt }: { reserveId: string; positions: string; returnedAt: string },
): Promise<void> {
  await tx`
    UPDATE population.number_reserve SET positions = ${positions}, returned_at = ${returnedAt}::timestamptz WHERE reserve_id = ${reserveId}`;
}

/** All reserves, latest first. */
export async function listReserves(sql: Queryable): Promise<(Omit<ReserveView, "count" | "used"> & { positions: string })[]> {
  const rows = await sql`
    SELECT reserve_id, bucket, device, officer, reserved_at, returned_at, positions FROM population.number_reserve
    ORDER BY reserved_at DESC, reserve_id LIMIT 500`;
  return rows.map((row) => ({
    ...{ reserveId: String(row["reserve_id"]), bucket: String(row["bucket"]), device: String(row["device"]) },
    ...{ officer: String(row["officer"]), reservedAt: String(row["reserved_at"]), returnedAt: row["returned_at"] as string | null },
    positions: String(row["positions"]),
  }));
}

/** Positions of every reserve that a device has of a bucket. */
export async function reservesOf(tx: Queryable, bucket: string, device: string): Promise<string[]> {
  const rows =
    await tx`SELECT positions FROM population.number_reserve WHERE bucket = ${bucket} AND device = ${device} ORDER BY reserve_id`;
  return rows.map((row) => String(row["positions"]));
}
