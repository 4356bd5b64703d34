/** Links above the threshold, the smaller record first, and the probability of each. */
export type Links = { a: Uint32Array; b: Uint32Array; probabilities: Float64Array };
/** A pair of one cluster that no rule had made a candidate, scored because its cluster asked. */
export type Asked = { a: number; b: number; probability: number };
export type Clustering = {
  /** smallest record of each record's cluster; a record alone is its own */
  of: Uint32Array;
  asked: Asked[];
};

type Cluster = { members: number[] };
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
  const within = joinTwos(links, threshold, of);
  const order = within.strong.sort(
    (x, y) =>
      (links.probabilities[y] as number) - (links.probabilities[x] as number) ||
      (links.a[x] as number) - (links.a[y] as number) ||
      (links.b[x] as number) - (links.b[y] as number),
  );
  const known = new Map<number, number>();
  const keyOf = (a: number, b: number) => Math.min(a, b) * size + Math.max(a, b);
  for (const link of within.all) known.set(keyOf(links.a[link] as number, links.b[link] as number), links.probabilities[link] as number);
  const asked: Asked[] = [];
  const probability = (a: number, b: number): number => {
    const found = known.get(keyOf(a, b));
    if (found !== undefined) return found;
    const scored = score(Math.min(a, b), Math.max(a, b));
    known.set(keyOf(a, b), scored);
    asked.push({ a: Math.min(a, b), b: Math.max(a, b), probability: scored });
    return scored;
  };
  const clusters = new Map<number, Cluster>();
  const clusterOf = (record: number): Cluster => clusters.get(record) ?? { members: [record] };
  for (const link of order) {
    const [one, other] = [clusterOf(links.a[link] as number), clusterOf(links.b[link] as number)];
    if (one === other || one.members.length + other.members.length > largest) continue;
    if (meanAcross(one, other, probability) < threshold) continue;
    const joined = { members: [...one.members, ...other.members] };
    for (const member of joined.members) clusters.set(member, joined);
  }
  for (const cluster of new Set(clusters.values())) {
    const first = cluster.members.reduce((least, member) => Math.min(least, member));
    for (const member of cluster.members) of[member] = first;
  }
  return { of, asked };
}

/**
 * Most strong links are of two records that have no other: each is a cluster, whatever else is. They are joined in `of`; links between records of which
 * one at least has several strong ones are left.
 */
function joinTwos({ a, b, probabilities }: Links, threshold: number, of: Uint32Array): { strong: Uint32Array; all: Uint32Array } {
  const strongLinks = new Uint8Array(of.length);
  const isStrong = (link: number) => (probabilities[link] as number) >= threshold;
  for (let link = 0; link < a.length; link += 1) {
    if (!isStrong(link)) continue;
    for (const record of [a[link] as number, b[link] as number]) strongLinks[record] = Math.min(2, (strongLinks[record] as number) + 1);
  }
  const isTwo = (link: number) => strongLinks[a[link] as number] === 1 && strongLinks[b[link] as number] === 1;
  const links = Uint32Array.from(a, (_, link) => link);
  for (const link of links) {
    if (isStrong(link) && isTwo(link)) of[Math.max(a[link] as number, b[link] as number)] = Math.min(a[link] as number, b[link] as number);
  }
  const strong = links.filter((link) => isStrong(link) && !isTwo(link));
  const all = links.filter(
    (link) => strongLinks[a[link] as number] !== 0 && strongLinks[b[link] as number] !== 0 && !(isStrong(link) && isTwo(link)),
  );
  return { strong, all };
}

function meanAcross(one: Cluster, other: Cluster, probability: (a: number, b: number) => number): number {
  let sum = 0;
  for (const a of one.members) for (const b of other.members) sum += probability(a, b);
  return sum / (one.members.length * other.members.length);
}
