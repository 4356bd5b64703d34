import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import { borneByBucket, freeByBucket } from "../store/blocks.ts";
import { isBirthProvince } from "./allocate.ts";
import type { Buckets } from "./contract.ts";
import type { NumberDeps } from "./deps.ts";
import { bucketSize } from "./permutation.ts";

/** Nine tenths: at the births of one sex in a province, decades; after an import of wrong years, days. */
const scarceFrom = 0.9 * bucketSize;

/**
 * How full the buckets of a province are, and which of any province are nearly full. Of a bucket that is not opened yet, what people bear is taken. Some 0.2 s
 * for a province of 750,000. Refusals, in the order checked: `not-permitted`, `unknown-province`.
 */
export async function readBuckets(
  deps: NumberDeps,
  by: Actor,
  { province }: { province: string },
): Promise<Outcome<Buckets, "not-permitted" | "unknown-province">> {
  if (!may(by, "allocate-numbers")) return refuse("not-permitted");
  if (!isBirthProvince(deps, province)) return refuse("unknown-province");
  const borne = await borneByBucket(deps.sql, province);
  const opened = await freeByBucket(deps.sql);
  const here = [...opened.keys()].filter((bucket) => bucket.startsWith(province));
  const buckets = [...new Set([...borne.keys(), ...here])].toSorted().map((bucket) => {
    const [open, theirs] = [opened.get(bucket), borne.get(bucket) ?? 0];
    return { bucket, taken: open === undefined ? theirs : bucketSize - open.free, borne: theirs, openedAt: open?.openedAt ?? null };
  });
  const all = [...opened].map(([bucket, { free }]) => ({ bucket, taken: bucketSize - free }));
  const scarce = all.filter(({ taken }) => taken >= scarceFrom).toSorted((a, b) => b.taken - a.taken);
  return accept({ province, provinces: provincesOf(deps), buckets, scarce });
}

/** Provinces that bear a code or bore one, by the name of who bore it first: numbers are never rewritten after a merger, though it uses codes again for others. */
function provincesOf({ units }: NumberDeps): Buckets["provinces"] {
  return Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0")).flatMap((code) => {
    const unit = units.first(code);
    return unit?.level === "province" ? [{ code: `0${code}`, name: unit.name }] : [];
  });
}
