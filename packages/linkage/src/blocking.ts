import { type Model, rulePart } from "./model.ts";
import { GrowingU32, sharedU32 } from "./shared.ts";
import { formKey, type FormData, type Rows, type Store } from "./store.ts";

/** Records in order of a rule's key, so that blocks lie side by side; records whose key no other has are left out. A record with several values lies in several blocks. */
export type RuleIndex = {
  keys: Uint32Array;
  records: Uint32Array;
  /**
   * Where the key stands in a record's row, 0 if it takes no part: asking whether an earlier rule joins a pair looks at nothing but the two rows.
   * With several values a record, the row says from where until where its keys stand in `several`.
   */
  slot: number;
  several?: Uint32Array;
};

/** Pairs of a rule between two places of its index, cut where a block ends. */
export type Slice = {
  rule: number;
  from: number;
  until: number;
  pairs: number;
  /** of its pairs as they are visited, once training has looked at them: scoring need not compare them again; -1 where an earlier rule or block joins the pair */
  patterns?: Float64Array;
};
export type Blocks = { indexes: RuleIndex[]; slices: Slice[]; skipped: SkippedBlocks[]; largest: number };
/** Blocks that were too large to compare every two records in them. */
export type SkippedBlocks = { rule: number; blocks: number; records: number; pairs: number };

/** Where a rule does not say otherwise. At this size a block has half a million pairs. */
const usualLargest = 1000;
/** Pairs that a thread gets at once. */
const pairsAtOnce = 60_000;

/** Blocks of one rule; their keys are written into the records' rows. */
export function blocksOf(model: Model, store: Store, rule: number): Blocks {
  const { on, largest = usualLargest } = model.blocking[rule] as Model["blocking"][number];
  const slot = store.keySlots[rule] as number;
  const parts = on.map((part) => partOf(store, part));
  const keys = parts.some(({ list }) => list !== undefined) ? severalKeys(store, parts, slot) : singleKeys(store, parts, slot);
  const index = { ...indexOf(keys), slot, ...(keys.record === undefined ? {} : { several: keys.own }) };
  const blocks: Blocks = { indexes: [index], slices: [], skipped: [], largest: 0 };
  cutSlices({ rule, index, largest, store }, blocks);
  return blocks;
}

/** @param rules the blocks of each, in their order */
export const joinBlocks = (rules: readonly Blocks[]): Blocks => ({
  indexes: rules.flatMap(({ indexes }) => indexes),
  slices: rules.flatMap(({ slices }) => slices),
  skipped: rules.flatMap(({ skipped }) => skipped),
  largest: Math.max(...rules.map(({ largest }) => largest)),
});

/** Where a part of a rule stands: in the record's row, or in those of its values. */
type Part = { slot: number; list?: Rows & { slot: number } };

function partOf({ lists, forms }: Store, part: string): Part {
  const { field, form } = rulePart(part);
  const { slot } = forms[formKey(field, form)] as FormData;
  const list = lists[field];
  return { slot, ...(list === undefined ? {} : { list }) };
}

/** Keys, and whose they are: without `record`, of each record one. */
type Keys = { own: Uint32Array; record?: Uint32Array };

/**
 * One key a record from the codes of all parts. Keys are 32-bit hashes: two blocks that share one by chance add pairs, which their scores tell
 * apart, and lose none.
 */
function singleKeys({ size, rows, width }: Store, parts: readonly Part[], slot: number): Keys {
  const own = new Uint32Array(size);
  for (let record = 0, place = 0; record < size; record += 1, place += width) {
    let key = hashStart;
    for (const part of parts) key = mixCode(key, rows[place + part.slot] as number);
    own[record] = rows[place + slot] = key;
  }
  return { own };
}

/** Every way to combine the parts where they have several values. */
function severalKeys({ size, rows, width }: Store, parts: readonly Part[], slot: number): Keys {
  const [own, owners] = [new GrowingU32(), new GrowingU32()];
  let [ways, next]: [number[], number[]] = [[], []];
  for (let record = 0, place = 0; record < size; record += 1, place += width) {
    [ways[0], ways.length] = [hashStart, 1];
    for (const { slot: at, list } of parts) {
      next.length = 0;
      const [from, until] = list === undefined ? [0, 1] : [rows[place + list.slot] as number, rows[place + list.slot + 1] as number];
      for (const way of ways) {
        for (let value = from; value < until; value += 1)
          next.push(mixCode(way, (list === undefined ? rows[place + at] : list.rows[value * list.width + at]) as number));
      }
      [ways, next] = [next, ways];
    }
    const first = own.length;
    rows[place + slot] = first;
    for (const key of ways) {
      // values of one form have one key, which counts once
      if (key === 0 || own.includes(key, first)) continue;
      own.push(key);
      owners.push(record);
    }
    rows[place + slot + 1] = own.length;
  }
  return { own: own.share(), record: owners.share() };
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

function indexOf({ own, record }: Keys): Pick<RuleIndex, "keys" | "records"> {
  const order = inOrder(own, sharedPlaces(own));
  const [keys, records] = [sharedU32(order.length), sharedU32(order.length)];
  for (let n = 0; n < order.length; n += 1) {
    const place = order[n] as number;
    keys[n] = own[place] as number;
    records[n] = record === undefined ? place : (record[place] as number);
  }
  return { keys, records };
}

/** Places whose key others may have too, told by the first bits of the keys, of which there are some times as many as keys. Most records are alone. */
function sharedPlaces(keys: Uint32Array): Uint32Array {
  const shift = 32 - Math.max(6, Math.min(26, 34 - Math.clz32(keys.length)));
  const [once, again] = [new Uint32Array(2 ** (27 - shift)), new Uint32Array(2 ** (27 - shift))];
  let most = 0;
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] as number;
    if (key === 0) continue;
    const [at, bit] = [key >>> (shift + 5), 1 << ((key >>> shift) & 31)];
    const before = once[at] as number;
    once[at] = before | bit;
    again[at] = (again[at] as number) | (before & bit);
    most += 1;
  }
  const places = new Uint32Array(most);
  let count = 0;
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] as number;
    if (key !== 0 && (((again[key >>> (shift + 5)] as number) >>> ((key >>> shift) & 31)) & 1) === 1) places[count++] = place;
  }
  return places.slice(0, count);
}

/** Places in order of their key, then of place: three passes of 11 bits, in which keys move with their places. */
function inOrder(keys: Uint32Array, places: Uint32Array): Uint32Array {
  let order = { places, keys: places.map((place) => keys[place] as number) };
  let next = { places: new Uint32Array(places.length), keys: new Uint32Array(places.length) };
  const heads = new Uint32Array(2049);
  for (const shift of [0, 11, 22]) {
    heads.fill(0);
    for (const key of order.keys) {
      const digit = ((key >>> shift) & 0x7ff) + 1;
      heads[digit] = (heads[digit] as number) + 1;
    }
    for (let digit = 1; digit < heads.length; digit += 1) heads[digit] = (heads[digit] as number) + (heads[digit - 1] as number);
    for (let at = 0; at < places.length; at += 1) {
      const key = order.keys[at] as number;
      const digit = (key >>> shift) & 0x7ff;
      const to = heads[digit] as number;
      heads[digit] = to + 1;
      next.keys[to] = key;
      next.places[to] = order.places[at] as number;
    }
    [order, next] = [next, order as typeof next];
  }
  return order.places;
}

type Cutting = { rule: number; index: RuleIndex; largest: number; store: Store };

function cutSlices({ rule, index, largest, store }: Cutting, blocks: Blocks): void {
  const { keys, records } = index;
  const none: SkippedBlocks = { rule, blocks: 0, records: 0, pairs: 0 };
  let slice: Slice = { rule, from: 0, until: 0, pairs: 0 };
  for (let from = 0, until = 0; from < keys.length; from = until) {
    while (until < keys.length && keys[until] === keys[from]) until += 1;
    const pairs = pairsIn(records, from, until, store.split);
    if (until - from > largest) {
      none.blocks += 1;
      none.records += until - from;
      none.pairs += pairs;
      leaveOut(store, index, from, until);
      continue;
    }
    blocks.largest = Math.max(blocks.largest, until - from);
    slice.until = until;
    slice.pairs += pairs;
    if (slice.pairs < pairsAtOnce) continue;
    blocks.slices.push(slice);
    slice = { rule, from: until, until, pairs: 0 };
  }
  if (slice.pairs > 0) blocks.slices.push(slice);
  if (none.blocks > 0) blocks.skipped.push(none);
}

function pairsIn(records: Uint32Array, from: number, until: number, split: number): number {
  const all = until - from;
  if (split === 0) return (all * (all - 1)) / 2;
  let first = 0;
  for (let n = from; n < until; n += 1) if ((records[n] as number) < split) first += 1;
  return first * (all - first);
}

/** A pair of a block that is left out may still come by a later rule. */
function leaveOut({ rows, width }: Store, { keys, records, slot, several }: RuleIndex, from: number, until: number): void {
  const key = keys[from] as number;
  for (let n = from; n < until; n += 1) {
    const place = (records[n] as number) * width + slot;
    if (several === undefined) rows[place] = 0;
    else for (let at = rows[place] as number; at < (rows[place + 1] as number); at += 1) if (several[at] === key) several[at] = 0;
  }
  keys.fill(0, from, until);
}

/** Whether a rule makes candidates of two records. */
function isJoinedBy({ rows, width }: Rows, { slot, several }: RuleIndex, a: number, b: number): boolean {
  const [placeA, placeB] = [a * width + slot, b * width + slot];
  if (several === undefined) return rows[placeA] !== 0 && rows[placeA] === rows[placeB];
  const [untilA, fromB, untilB] = [rows[placeA + 1] as number, rows[placeB] as number, rows[placeB + 1] as number];
  for (let i = rows[placeA] as number; i < untilA; i += 1) {
    const key = several[i];
    if (key === 0) continue;
    for (let j = fromB; j < untilB; j += 1) if (several[j] === key) return true;
  }
  return false;
}

/** Whether no earlier rule, and no earlier block of this one, joins two records: so each pair is a candidate once. @param at where their rows are */
export function compileIsFirst(at: Rows, indexes: readonly RuleIndex[]): (rule: number, a: number, b: number, key: number) => boolean {
  return (rule, a, b, key) => {
    for (let earlier = 0; earlier < rule; earlier += 1) if (isJoinedBy(at, indexes[earlier] as RuleIndex, a, b)) return false;
    return !hasSmallerKey(at, indexes[rule] as RuleIndex, a, b, key);
  };
}

/** Two records that share several values meet in several blocks: the one with the smallest key counts. */
function hasSmallerKey({ rows, width }: Rows, { slot, several }: RuleIndex, a: number, b: number, key: number): boolean {
  if (several === undefined) return false;
  const [placeA, placeB] = [a * width + slot, b * width + slot];
  for (let i = rows[placeA] as number; i < (rows[placeA + 1] as number); i += 1) {
    const value = several[i] as number;
    if (value === 0 || value >= key) continue;
    for (let j = rows[placeB] as number; j < (rows[placeB + 1] as number); j += 1) if (several[j] === value) return true;
  }
  return false;
}
