import { expect, it } from "vitest";
import { bucketOf, pinOf } from "./bucket-rules.ts";
import { readBucket } from "./contract.ts";
import { numberKey } from "./number-key.ts";
import { bucketSize, permutationOf } from "./permutation.ts";

const key = numberKey(Buffer.alloc(32, 1));
const order = permutationOf(key, "035223");
const first = Array.from({ length: bucketSize }, (_, position) => order.suffixAt(position));

it("is an order of all million numbers, and finds its way back", () => {
  expect(new Set(first).size).toBe(bucketSize);
  for (let position = 0; position < bucketSize; position += 97) expect(order.positionOf(first[position] ?? -1)).toBe(position);
});

it("is another order under another key or in another bucket", () => {
  const same = (other: typeof order) => first.slice(0, 10_000).filter((suffix, position) => other.suffixAt(position) === suffix).length;
  // one in a million positions agrees by chance
  expect(same(permutationOf(key, "035323"))).toBeLessThan(4);
  expect(same(permutationOf(numberKey(Buffer.alloc(32, 2)), "035223"))).toBeLessThan(4);
});

it("lets nobody tell the next number from those before: digits, distances and pairs are as of chance", () => {
  const n = 100_000;
  const chiSquare = (of: (index: number) => number, classes: number) => {
    const seen = new Float64Array(classes);
    for (let index = 0; index < n; index += 1) seen[of(index)] = (seen[of(index)] ?? 0) + 1;
    return seen.reduce((sum, count) => sum + (count - n / classes) ** 2 / (n / classes), 0);
  };
  const at = (index: number) => first[index] ?? 0;
  // 99 degrees of freedom: 149 is exceeded once in a thousand orders, and this one is fixed
  expect(chiSquare((i) => Math.floor(at(i) / 10_000), 100)).toBeLessThan(149);
  expect(chiSquare((i) => at(i) % 100, 100)).toBeLessThan(149);
  expect(chiSquare((i) => (((at(i + 1) - at(i) + bucketSize) % bucketSize) / 10_000) | 0, 100)).toBeLessThan(149);
  expect(chiSquare((i) => Math.floor(at(i) / 100_000) * 10 + Math.floor(at(i + 1) / 100_000), 100)).toBeLessThan(149);
  const mean = (bucketSize - 1) / 2;
  let [product, square] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    product += (at(i) - mean) * (at(i + 1) - mean);
    square += (at(i) - mean) ** 2;
  }
  expect(Math.abs(product / square)).toBeLessThan(3.3 / Math.sqrt(n));
  const neighbours = first.slice(0, n).filter((suffix, i) => Math.abs(suffix - (first[i + 1] ?? 0)) === 1).length;
  expect(neighbours).toBeLessThan(4);
});

it.each([
  ["035", "male", 1900, "035000"],
  ["035", "female", 1990, "035190"],
  ["042", "male", 2023, "042223"],
  ["001", "female", 2000, "001300"],
  ["096", "male", 2100, "096400"],
  ["096", "female", 2199, "096599"],
  ["035", "male", 2200, "035600"],
  ["035", "female", 2299, "035799"],
  ["035", "male", 2300, "035800"],
  ["107", "female", 2399, "107999"],
] as const)("%s, %s, born %i have the bucket %s (Decree 137/2015 art. 13)", (province, sex, birthYear, bucket) => {
  expect(bucketOf(province, sex, birthYear)).toBe(bucket);
  expect(readBucket(bucket)).toEqual({ province, sex, birthYear });
  expect(pinOf(bucket, 18)).toBe(`${bucket}000018`);
});
