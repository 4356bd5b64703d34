import { type Model, rulePart } from "./model.ts";
import { sharedU32 } from "./shared.ts";
import { formKey, type FormData, type Store } from "./store.ts";

/** Records in order of a rule's key, so that blocks lie side by side. A record with several values lies in several. */
export type RuleIndex = {
  keys: Uint32Array;
  records: Uint32Array;
  /**
   * Key of each record, 0 where it takes no part: `own[record * width + slot]`, the keys of all rules side by side, so that asking whether an earlier
   * rule joins a pair looks at one place of memory a record. With several values a record, `own[starts[record] … starts[record + 1]]`.
   */
  own: Uint32Array;
  width: number;
  slot: number;
  starts?: Uint32Array;
};

/** Pairs of a rule between two places of its index, cut where a block ends. */
export type Slice = { rule: number; from: number; until: number; pairs: number };
export type Blocks = { indexes: RuleIndex[]; slices: Slice[]; skipped: SkippedBlocks[] };
/** Blocks that were too large to compare every two records in them. */
export type SkippedBlocks = { rule: number; blocks: number; records: number; pairs: number };

/** Where a rule does not say otherwise. At this size a block has half a million pairs. */
const usualLargest = 1000;
/** Pairs that a thread gets at once. */
const pairsAtOnce = 100_000;

export function buildBlocks(model: Model, store: Store): Blocks {
  const blocks: Blocks = { indexes: [], slices: [], skipped: [] };
  const single = model.blocking.filter(({ on }) => on.every((part) => !(rulePart(part).field in store.lists)));
  const [width, beside] = [single.length, sharedU32(store.size * single.length)];
  for (const [rule, { on, largest = usualLargest }] of model.blocking.entries()) {
    const parts = on.map((part) => {
      const { field, form } = rulePart(part);
      return keysOf(store, field, form);
    });
    const keys = combine(store.size, parts);
    const index = indexOf(store.size, keys);
    const slot = single.indexOf(model.blocking[rule] as (typeof single)[number]);
    if (slot >= 0) {
      for (let record = 0; record < store.size; record += 1) beside[record * width + slot] = keys.own[record] as number;
      Object.assign(index, { own: beside, width, slot });
    }
    cutSlices({ rule, index, largest, split: store.split }, blocks);
    blocks.indexes.push(index);
  }
  return blocks;
}

type Keys = { own: Uint32Array; starts?: Uint32Array };

function keysOf({ size, rows, width, lists, forms }: Store, field: string, form: string): Keys {
  const { slot, of } = forms[formKey(field, form)] as FormData;
  const list = lists[field];
  if (list !== undefined) return { own: list.codes.map((code) => of?.[code] ?? 0), starts: list.starts };
  const own = new Uint32Array(size);
  for (let record = 0, place = slot; record < size; record += 1, place += width) own[record] = rows[place] as number;
  return { own };
}

/**
 * One key a record from the codes of all parts; every way to combine them where parts have several values. Keys are 32-bit hashes: two blocks
 * that share one by chance add pairs, which their scores tell apart, and lose none.
 */
function combine(size: number, parts: readonly Keys[]): Keys {
  if (parts.every(({ starts }) => starts === undefined)) {
    const own = new Uint32Array(size).fill(hashStart);
    for (const part of parts) {
      for (let record = 0; record < size; record += 1) own[record] = mixCode(own[record] as number, part.own[record] as number);
    }
    return { own };
  }
  const [starts, own] = [sharedU32(size + 1), [] as number[]];
  for (let record = 0; record < size; record += 1) {
    starts[record] = own.length;
    let ways: number[][] = [[]];
    for (const part of parts) {
      const values =
        part.starts === undefined ? [part.own[record] as number] : [...part.own.subarray(part.starts[record], part.starts[record + 1])];
      ways = ways.flatMap((way) => values.map((value) => [...way, value]));
    }
    // values of one form have one key, which counts once
    for (const key of new Set(ways.map(hashCodes))) if (key !== 0) own.push(key);
  }
  starts[size] = own.length;
  const keys = sharedU32(own.length);
  keys.set(own);
  return { own: keys, starts };
}

const hashStart = 0x811c9dc5;

/** 0 as soon as one code is 0: what has nothing to block on takes no part. */
function mixCode(hash: number, code: number): number {
  if (hash === 0 || code === 0) return 0;
  let mixed = Math.imul(hash ^ code, 0x01000193);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 13;
  return mixed >>> 0 || 1;
}

const hashCodes = (codes: readonly number[]): number => codes.reduce(mixCode, hashStart);

function indexOf(size: number, { own, starts }: Keys): RuleIndex {
  const places = starts === undefined ? size : own.length;
  const record = new Uint32Array(places);
  if (starts === undefined) for (let n = 0; n < size; n += 1) record[n] = n;
  else for (let n = 0; n < size; n += 1) record.fill(n, starts[n], starts[n + 1]);
  const order = radixOrder(own);
  const taken = order.findIndex((place) => own[place] !== 0);
  const used = taken < 0 ? order.subarray(0, 0) : order.subarray(taken);
  const [keys, records] = [sharedU32(used.length), sharedU32(used.length)];
  for (let n = 0; n < used.length; n += 1) {
    keys[n] = own[used[n] as number] as number;
    records[n] = record[used[n] as number] as number;
  }
  return { keys, records, own, width: 1, slot: 0, ...(starts === undefined ? {} : { starts }) };
}

/** Places in order of their key, then of place: two passes of 16 bits. */
function radixOrder(keys: Uint32Array): Uint32Array {
  let order = new Uint32Array(keys.length);
  for (let n = 0; n < keys.length; n += 1) order[n] = n;
  let next = new Uint32Array(keys.length);
  const heads = new Uint32Array(65_537);
  for (const shift of [0, 16]) {
    heads.fill(0);
    for (const key of keys) {
      const digit = ((key >>> shift) & 0xffff) + 1;
      heads[digit] = (heads[digit] as number) + 1;
    }
    for (let digit = 1; digit < heads.length; digit += 1) heads[digit] = (heads[digit] as number) + (heads[digit - 1] as number);
    for (const place of order) {
      const digit = ((keys[place] as number) >>> shift) & 0xffff;
      next[heads[digit] as number] = place;
      heads[digit] = (heads[digit] as number) + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

type Cutting = { rule: number; index: RuleIndex; largest: number; split: number };

function cutSlices({ rule, index, largest, split }: Cutting, { slices, skipped }: Blocks): void {
  const { keys, records } = index;
  const none: SkippedBlocks = { rule, blocks: 0, records: 0, pairs: 0 };
  let slice: Slice = { rule, from: 0, until: 0, pairs: 0 };
  for (let from = 0, until = 0; from < keys.length; from = until) {
    while (until < keys.length && keys[until] === keys[from]) until += 1;
    const pairs = pairsIn(records.subarray(from, until), split);
    if (until - from > largest) {
      none.blocks += 1;
      none.records += until - from;
      none.pairs += pairs;
      leaveOut(index, from, until);
      continue;
    }
    slice.until = until;
    slice.pairs += pairs;
    if (slice.pairs < pairsAtOnce) continue;
    slices.push(slice);
    slice = { rule, from: until, until, pairs: 0 };
  }
  if (slice.pairs > 0) slices.push(slice);
  if (none.blocks > 0) skipped.push(none);
}

function pairsIn(records: Uint32Array, split: number): number {
  if (split === 0) return (records.length * (records.length - 1)) / 2;
  const first = records.reduce((sum, record) => sum + (record < split ? 1 : 0), 0);
  return first * (records.length - first);
}

/** A pair of a block that is left out may still come by a later rule. */
function leaveOut({ keys, records, own, width, slot, starts }: RuleIndex, from: number, until: number): void {
  const key = keys[from] as number;
  for (let n = from; n < until; n += 1) {
    const record = records[n] as number;
    if (starts === undefined) own[record * width + slot] = 0;
    else for (let at = starts[record] as number; at < (starts[record + 1] as number); at += 1) if (own[at] === key) own[at] = 0;
  }
  keys.fill(0, from, until);
}

/** Whether a rule makes candidates of two records. */
export function isJoinedBy({ own, width, slot, starts }: RuleIndex, a: number, b: number): boolean {
  if (starts === undefined) {
    const key = own[a * width + slot];
    return key !== 0 && key === own[b * width + slot];
  }
  for (let i = starts[a] as number; i < (starts[a + 1] as number); i += 1) {
    for (let j = starts[b] as number; j < (starts[b + 1] as number); j += 1) if (own[i] !== 0 && own[i] === own[j]) return true;
  }
  return false;
}

/** Visits the pairs of a slice, the smaller record first, with the key of their block. */
export function visitPairs(
  indexes: readonly RuleIndex[],
  slice: Slice,
  split: number,
  visit: (a: number, b: number, key: number) => void,
): void {
  const { keys, records } = indexes[slice.rule] as RuleIndex;
  for (let i = slice.from; i < slice.until; i += 1) {
    const key = keys[i] as number;
    if (key === 0) continue;
    const a = records[i] as number;
    for (let j = i + 1; j < slice.until && keys[j] === key; j += 1) {
      const b = records[j] as number;
      if (a !== b && (split === 0 || (a < split && b >= split))) visit(a, b, key);
    }
  }
}

/** Whether no earlier rule, and no earlier block of this one, joins two records: so each pair is a candidate once. */
export function isFirst(indexes: readonly RuleIndex[], rule: number, a: number, b: number, key: number): boolean {
  for (let earlier = 0; earlier < rule; earlier += 1) if (isJoinedBy(indexes[earlier] as RuleIndex, a, b)) return false;
  return !hasSmallerKey(indexes[rule] as RuleIndex, a, b, key);
}

/** Two records that share several values meet in several blocks: the one with the smallest key counts. */
function hasSmallerKey({ own, starts }: RuleIndex, a: number, b: number, key: number): boolean {
  if (starts === undefined) return false;
  for (let i = starts[a] as number; i < (starts[a + 1] as number); i += 1) {
    const value = own[i] as number;
    if (value === 0 || value >= key) continue;
    for (let j = starts[b] as number; j < (starts[b + 1] as number); j += 1) if (own[j] === value) return true;
  }
  return false;
}
