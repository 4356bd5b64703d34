/** Links above the threshold, the smaller record first, and the probability of each. */
export type Links = { a: Uint32Array; b: Uint32Array; probabilities: Float64Array };
/** A pair of one cluster that no rule had made a candidate, scored because its cluster asked. */
export type Asked = { a: number; b: number; probability: number };
export type Clustering = {
  /** smallest record of each record's cluster; a record alone is its own */
  of: Uint32Array;
  asked: Asked[];
};

/** Clusters larger than this are not joined: every two of their records would be compared. */
const largest = 500;

/**
 * Clusters by average linkage (Sokal and Michener 1958): links are taken from the most probable down, and two clusters become one only if the mean probability over all
 * pairs across them is at least `threshold`. A chain of likely links does not draw together records that are unlike: with A–B 0.9, B–C 0.8 and
 * A–C 0.05, C stays outside. Pairs that no rule joined are scored when they are asked for.
 */
export function clusterLinks(size: number, links: Links, threshold: number, score: (a: number, b: number) => number): Clustering {
  const of = new Uint32Array(size);
  for (let record = 0; record < size; record += 1) of[record] = record;
  const { strong, all } = joinTwos(links, threshold, of);
  const { a, b, probabilities } = links;
  const order = strong.sort(
    (x, y) =>
      (probabilities[y] as number) - (probabilities[x] as number) ||
      (a[x] as number) - (a[y] as number) ||
      (b[x] as number) - (b[y] as number),
  );
  const { probability, asked } = probabilitiesOf(size, links, all, score);
  // clusters of several records by number, 0 for none
  const [clusters, numberOf]: [number[][], Uint32Array] = [[[]], new Uint32Array(size)];
  const membersOf = (record: number): number[] => (numberOf[record] === 0 ? [record] : (clusters[numberOf[record] as number] as number[]));
  for (const link of order) {
    const [one, other] = [membersOf(a[link] as number), membersOf(b[link] as number)];
    if (one === other || one.length + other.length > largest) continue;
    if (meanAcross(one, other, probability) < threshold) continue;
    const joined = [...one, ...other];
    for (const record of [a[link] as number, b[link] as number]) clusters[numberOf[record] as number] = [];
    for (const member of joined) numberOf[member] = clusters.length;
    clusters.push(joined);
  }
  for (const [number, members] of clusters.entries()) {
    // those that went into another are left
    if (numberOf[members[0] as number] !== number) continue;
    const first = members.reduce((least, member) => Math.min(least, member));
    for (const member of members) of[member] = first;
  }
  return { of, asked };
}

/** Most strong links are of two records that have no other: each is a cluster, whatever else is. They are joined in `of`; of the others, those are left that may count. */
function joinTwos({ a, b, probabilities }: Links, threshold: number, of: Uint32Array): { strong: Uint32Array; all: Uint32Array } {
  const strongLinks = new Uint8Array(of.length);
  const strengthen = (record: number) => void (strongLinks[record] = Math.min(2, (strongLinks[record] as number) + 1));
  for (let link = 0; link < a.length; link += 1) {
    if ((probabilities[link] as number) < threshold) continue;
    strengthen(a[link] as number);
    strengthen(b[link] as number);
  }
  const [strong, all] = [new Uint32Array(a.length), new Uint32Array(a.length)];
  let [strongs, alls] = [0, 0];
  for (let link = 0; link < a.length; link += 1) {
    const [one, other] = [a[link] as number, b[link] as number];
    const [ofOne, ofOther] = [strongLinks[one] as number, strongLinks[other] as number];
    const isStrong = (probabilities[link] as number) >= threshold;
    if (isStrong && ofOne === 1 && ofOther === 1) of[other] = one;
    else if (ofOne !== 0 && ofOther !== 0) {
      all[alls++] = link;
      if (isStrong) strong[strongs++] = link;
    }
  }
  return { strong: strong.subarray(0, strongs), all: all.subarray(0, alls) };
}

type Probabilities = { probability: (one: number, other: number) => number; asked: Asked[] };

/** Of pairs that are linked, side by side by their first record; of any other, what `score` says when it is asked for. */
function probabilitiesOf(
  size: number,
  { a, b, probabilities }: Links,
  all: Uint32Array,
  score: (a: number, b: number) => number,
): Probabilities {
  const ends = new Uint32Array(size + 1);
  for (const link of all) ends[(a[link] as number) + 1] = (ends[(a[link] as number) + 1] as number) + 1;
  for (let record = 0; record < size; record += 1) ends[record + 1] = (ends[record + 1] as number) + (ends[record] as number);
  const byFirst = new Uint32Array(all.length);
  // from where each record's begin to where they end
  for (const link of all) byFirst[(ends[a[link] as number] = (ends[a[link] as number] as number) + 1) - 1] = link;
  const asked: Asked[] = [];
  const scored = new Map<number, number>();
  const probability = (one: number, other: number): number => {
    const [first, second] = one < other ? [one, other] : [other, one];
    for (let at = first === 0 ? 0 : (ends[first - 1] as number); at < (ends[first] as number); at += 1) {
      const link = byFirst[at] as number;
      if (b[link] === second) return probabilities[link] as number;
    }
    const key = first * size + second;
    const known = scored.get(key);
    if (known !== undefined) return known;
    const found = score(first, second);
    scored.set(key, found);
    asked.push({ a: first, b: second, probability: found });
    return found;
  };
  return { probability, asked };
}

function meanAcross(one: readonly number[], other: readonly number[], probability: Probabilities["probability"]): number {
  let sum = 0;
  for (const a of one) for (const b of other) sum += probability(a, b);
  return sum / (one.length * other.length);
}
