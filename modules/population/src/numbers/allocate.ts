import { accept, type Actor, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import { recordNew } from "@dinhdanh/ledger";
import { retrying } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { actById } from "../store/acts.ts";
import { clearBlocks, freeIn } from "../store/blocks.ts";
import { bucketOfRequest, insertRequest } from "../store/requests.ts";
import { manyAtOnce, takePositions } from "./blocks.ts";
import { bucketOf, pinOf } from "./bucket-rules.ts";
import type { Allocated, NumberRefusal, NumbersRequest } from "./contract.ts";
import { bucketSubjectId, numberAct, type NumberActKind, type NumberDeps, openAll, refusalOf } from "./deps.ts";
import { permutationOf } from "./permutation.ts";
import { positionsIn, positionsText } from "./positions.ts";

export type AllocateRefusal =
  | "not-permitted"
  | Extract<NumberRefusal, "unknown-province" | "birth-year-in-future" | "number-key-differs" | "request-differs" | "bucket-full">;

/**
 * Gives numbers that were never given before and never will be again, in an order that only the key foretells. The act that records it and
 * the blocks that lose them are one transaction. The same `requestId` again answers the same numbers.
 * Refusals, in the order checked: `not-permitted`, `unknown-province`, `birth-year-in-future`, `number-key-differs`, `request-differs`,
 * `bucket-full` (with how many are free; none are given).
 */
export const allocateNumbers = (deps: NumberDeps, by: Actor, request: NumbersRequest): Promise<Outcome<Allocated, AllocateRefusal>> =>
  giveNumbers(deps, by, request, { kind: "number.allocated", keep: async () => undefined });

type Giving = {
  kind: NumberActKind;
  device?: string;
  /** what else the same transaction writes */
  keep: (tx: Parameters<typeof actById>[0], bucket: string, positions: string) => Promise<void>;
};

/** @param giving what the numbers are given for */
export async function giveNumbers(
  deps: NumberDeps,
  by: Actor,
  request: NumbersRequest,
  giving: Giving,
): Promise<Outcome<Allocated, AllocateRefusal>> {
  if (!may(by, "allocate-numbers")) return refuse("not-permitted");
  const today = deps.ledger.clock.today();
  if (!isBirthProvince(deps, request.province)) return refuse("unknown-province");
  if (request.birthYear > Number(today.slice(0, 4))) return refuse("birth-year-in-future");
  const bucket = bucketOf(request.province, request.sex, request.birthYear);
  try {
    await openAll(deps, [bucket]);
    const given = await retrying(deps.sql, async (tx): Promise<Outcome<Allocated, "request-differs">> => {
      if (((await bucketOfRequest(tx, request.requestId)) ?? bucket) !== bucket) return refuse("request-differs");
      const known = await actById(tx, bucketSubjectId(bucket), request.requestId);
      let positions = positionsIn((known?.payload["positions"] ?? "") as string);
      if (known !== undefined) {
        const { count, device } = known.payload;
        if (known.kind !== giving.kind || count !== request.count || device !== giving.device) return refuse("request-differs");
      } else {
        positions = await takePositions(tx, bucket, request.count);
        const text = positionsText(positions);
        const told = { count: request.count, keyId: deps.numberKey().keyId, positions: text };
        const device = giving.device === undefined ? {} : { device: giving.device };
        // of two that ask at once under one id, the second takes what the first was given
        await recordNew(deps.ledger, tx, [numberAct(deps, giving.kind, by, { actId: request.requestId, bucket, ...device, ...told })]);
        await insertRequest(tx, request.requestId, bucket);
        await giving.keep(tx, bucket, text);
      }
      return accept({ numbers: numbersAt(deps, bucket, positions), free: await freeIn(tx, bucket) });
    });
    if (given.ok && request.count >= manyAtOnce) await clearBlocks(deps.sql);
    return given;
  } catch (error) {
    const code = refusalOf(error);
    return code === "bucket-full" ? refuse(code, { bucket, free: await freeIn(deps.sql, bucket) }) : refuse(code);
  }
}

/** The numbers at positions, in the order of the positions: as good as random. */
export function numbersAt({ numberKey }: NumberDeps, bucket: string, positions: readonly number[]): string[] {
  const { suffixAt } = permutationOf(numberKey(), bucket);
  return positions.map((position) => pinOf(bucket, suffixAt(position)));
}

/** A province that bears the code or bore it once; what lies beyond 100 is abroad, and no list of it is at hand (rules, section 1). */
export function isBirthProvince({ units, ledger }: Pick<NumberDeps, "units" | "ledger">, code: string): boolean {
  if (code >= "100") return true;
  return units.last(code.slice(1), dayNumber(ledger.clock.today()))?.level === "province" && code !== "000";
}
