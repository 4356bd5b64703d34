import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { retrying } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { actById } from "../store/acts.ts";
import { insertBlocks, stopNumbers } from "../store/blocks.ts";
import { idsByPins } from "../store/people.ts";
import { bucketOfRequest, insertRequest } from "../store/requests.ts";
import { insertReserve, lockReserve, type Reserve, updateReserve } from "../store/reserves.ts";
import { type AllocateRefusal, giveNumbers } from "./allocate.ts";
import { blocksOf } from "./blocks.ts";
import { pinOf } from "./bucket-rules.ts";
import type { Allocated, NumberRefusal, ReserveRequest, Returned, ReturnRequest } from "./contract.ts";
import { bucketSubjectId, numberAct, type NumberDeps } from "./deps.ts";
import { permutationOf } from "./permutation.ts";
import { positionsIn, positionsText } from "./positions.ts";

/**
 * Sets numbers apart for a device that works without a connection; nobody else is ever given one, unless it is returned. The reserve's id is
 * the request's. Refusals as {@link giveNumbers}.
 */
export function reserveNumbers(deps: NumberDeps, by: Actor, request: ReserveRequest): Promise<Outcome<Allocated, AllocateRefusal>> {
  const { device, ...numbers } = request;
  const reservedAt = new Date(deps.ledger.clock.nowMs()).toISOString();
  const reserve = { reserveId: request.requestId, device, officer: by.code, reservedAt };
  const keep = (tx: Parameters<typeof insertReserve>[0], bucket: string, positions: string) =>
    insertReserve(tx, { ...reserve, bucket, positions });
  return giveNumbers(deps, by, numbers, { kind: "number.reserved", device, keep });
}

export type ReturnRefusal =
  | "not-permitted"
  | Extract<NumberRefusal, "unknown-reserve" | "number-key-differs" | "request-differs" | "number-not-reserved" | "number-in-use">;

/**
 * Takes unused numbers of a reserve back, so that they can be given again. Numbers that people bear stay used; one that is named is refused.
 * Refusals, in the order checked: `not-permitted`, `unknown-reserve`, `number-key-differs`, `request-differs`, `number-not-reserved`,
 * `number-in-use`.
 */
export async function returnNumbers(deps: NumberDeps, by: Actor, request: ReturnRequest): Promise<Outcome<Returned, ReturnRefusal>> {
  if (!may(by, "allocate-numbers")) return refuse("not-permitted");
  return retrying(deps.sql, async (tx) => {
    const reserve = await lockReserve(tx, request.reserveId);
    if (reserve === undefined) return refuse("unknown-reserve");
    if (reserve.keyId !== deps.numberKey().keyId) return refuse("number-key-differs");
    if (((await bucketOfRequest(tx, request.requestId)) ?? reserve.bucket) !== reserve.bucket) return refuse("request-differs");
    const known = await actById(tx, bucketSubjectId(reserve.bucket), request.requestId);
    if (known !== undefined) return isSame(deps, reserve, request, known.payload) ? accept(known.payload["counts"] as Returned) : refuse("request-differs"); // prettier-ignore
    const held = heldNumbers(deps, reserve);
    const named = request.numbers ?? [...held.keys()];
    const foreign = named.find((pin) => !held.has(pin));
    if (foreign !== undefined) return refuse("number-not-reserved");
    // whoever registers one at this moment is waited for
    await stopNumbers(tx);
    const borne = await idsByPins(tx, [...held.keys()]);
    if (request.numbers?.some((pin) => borne.has(pin)) === true) return refuse("number-in-use");
    const returned = new Set(named.filter((pin) => !borne.has(pin)));
    const back = [...held].flatMap(([pin, position]) => (returned.has(pin) ? [position] : []));
    const left = [...held].flatMap(([pin, position]) => (returned.has(pin) ? [] : [position]));
    const counts = { returned: back.length, used: borne.size, held: left.length - borne.size };
    const told = { reserveId: request.reserveId, device: reserve.device, positions: positionsText(back), all: request.numbers === undefined, counts }; // prettier-ignore
    await deps.ledger.record(tx, [numberAct(deps, "number.returned", by, { actId: request.requestId, bucket: reserve.bucket, ...told })]);
    await insertRequest(tx, request.requestId, reserve.bucket);
    await insertBlocks(tx, reserve.bucket, blocksOf(Int32Array.from(back)));
    const returnedAt = new Date(deps.ledger.clock.nowMs()).toISOString();
    await updateReserve(tx, { ...reserve, positions: positionsText(left), returnedAt });
    return accept(counts);
  });
}

/** Whether an act says that just this was returned. One from before it was noted whether all were asked for is taken for either. */
function isSame(
  { numberKey }: NumberDeps,
  { bucket }: Reserve,
  { reserveId, numbers }: ReturnRequest,
  told: Record<string, unknown>,
): boolean {
  if (told["reserveId"] !== reserveId || (told["all"] ?? numbers === undefined) !== (numbers === undefined)) return false;
  if (numbers === undefined) return true;
  const { positionOf } = permutationOf(numberKey(), bucket);
  const asked = new Set(numbers.map((pin) => (pin.startsWith(bucket) ? positionOf(Number(pin.slice(6))) : -1)));
  return positionsText([...asked].sort((a, b) => a - b)) === told["positions"];
}

/** number → position, in ascending order of the position */
function heldNumbers({ numberKey }: NumberDeps, { bucket, positions }: Reserve): Map<string, number> {
  const { suffixAt } = permutationOf(numberKey(), bucket);
  return new Map(positionsIn(positions).map((position) => [pinOf(bucket, suffixAt(position)), position]));
}
