import type { Queryable } from "@dinhdanh/postgres";
import { listReserves } from "../store/reserves.ts";
import type { ReserveView } from "./contract.ts";
import { positionsIn } from "./positions.ts";

/** The last 500 reserves, latest first. */
export async function listReserved(sql: Queryable): Promise<ReserveView[]> {
  const reserves = await listReserves(sql);
  return reserves.map(({ positions, ...reserve }) => ({ ...reserve, count: positionsIn(positions).length }));
}
