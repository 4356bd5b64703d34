import { listReserves } from "../store/reserves.ts";
import { idsByPins } from "../store/people.ts";
import { numbersAt } from "./allocate.ts";
import type { ReserveView } from "./contract.ts";
import type { NumberDeps } from "./deps.ts";
import { positionsIn } from "./positions.ts";

/** The last 500 reserves, latest first, with how many of each people bear by now. */
export async function listReserved(deps: NumberDeps): Promise<ReserveView[]> {
  const views: ReserveView[] = [];
  for (const { positions, ...reserve } of await listReserves(deps.sql)) {
    const numbers = numbersAt(deps, reserve.bucket, positionsIn(positions));
    const used = numbers.length === 0 ? 0 : (await idsByPins(deps.sql, numbers)).size;
    views.push({ ...reserve, count: numbers.length, used });
  }
  return views;
}
