import { newId, systemActor } from "@dinhdanh/kernel";
import { allocateNumbers, takeUpList } from "@dinhdanh/population";
import type { Register } from "@dinhdanh/server";
import { withFreshRegister } from "./folders.ts";
import { count, heading, measured, say } from "./output.ts";
import { spreadOf, timed } from "./quantile.ts";

const buckets = 18;
const nearlyFull = 990_000;
const left = 1_000_000 - nearlyFull;
const perCall = left - 10;
const leastRate = 100_000;
const leastRatio = 0.9;

/** Sets of buckets, each of one year of birth; the first year is not counted. */
const kinds = { empty: 1900, "filled by us": 1920, "filled before us": 1940, "filled by imports since": 1960 } as const;
type Kind = keyof typeof kinds;

/** Numbers given in bulk from empty buckets and from such as are 99 % full, in turn; each with its act, durable. */
export async function numbers(): Promise<void> {
  heading("numbers", `identification numbers given ${count(perCall)} at once, from empty buckets and from buckets 99 % full, in turn`);
  await withFreshRegister(async (register) => {
    await prepare(register);
    // what preparing has left to write must not be written while it is measured
    await register.sql`CHECKPOINT`;
    const rates = new Map<Kind, number[]>();
    for (let round = 0; round <= buckets; round += 1) {
      const inTurn = Object.keys(kinds) as Kind[];
      for (const kind of round % 2 === 0 ? inTurn : inTurn.toReversed()) {
        const ms = await timed(() => give(register, kinds[kind] + round, perCall));
        // the first round is for the connections' prepared statements
        if (round > 0) rates.set(kind, [...(rates.get(kind) ?? []), perCall / (ms / 1000)]);
      }
    }
    const median = (kind: Kind) => spreadOf(rates.get(kind) ?? []).p50;
    for (const kind of Object.keys(kinds) as Kind[]) {
      const ratio = median(kind) / median("empty");
      const against = kind === "empty" ? `budget ≥ ${count(leastRate)} /s: ${verdict(median(kind) >= leastRate)}` : `${ratio.toFixed(2)} × empty, budget ≥ ${leastRatio} ×: ${verdict(ratio >= leastRatio)}`; // prettier-ignore
      measured(kind, median(kind), "/s", against);
    }
    await oneByOne(register);
  });
}

const verdict = (met: boolean) => (met ? "met" : "missed");

async function give(register: Register, birthYear: number, n: number): Promise<void> {
  const request = { requestId: newId(), province: "035", sex: "male", birthYear, count: n } as const;
  const given = await allocateNumbers(register, systemActor, request);
  if (!given.ok) throw new Error(`numbers were refused: ${given.refusal.code}`);
  if (new Set(given.value.numbers).size !== n) throw new Error("a number was given twice");
}

async function prepare(register: Register): Promise<void> {
  const opening: Record<string, number[]> = { empty: [], full: [] };
  for (let round = 0; round <= buckets; round += 1) {
    opening["empty"]?.push(await timed(() => give(register, kinds.empty + round, 1)));
    await give(register, kinds["filled by us"] + round, nearlyFull);
    await fill(register, kinds["filled before us"] + round);
    opening["full"]?.push(await timed(() => give(register, kinds["filled before us"] + round, 1)));
    await give(register, kinds["filled by imports since"] + round, 1);
    await thin(register, kinds["filled by imports since"] + round);
  }
  const [empty, full] = [spreadOf(opening["empty"] ?? []).p50, spreadOf(opening["full"] ?? []).p50];
  say(`  (once a bucket: opening an empty one ${empty.toFixed(0)} ms, taking up ${count(nearlyFull)} numbers ${full.toFixed(0)} ms)`);
}

const bucketOfYear = (birthYear: number) => `0350${birthYear % 100}`;

/** Numbers that people bore before this register gave any: in the key table, as a roll leaves them. */
async function fill({ sql }: Register, birthYear: number): Promise<void> {
  await sql`
    INSERT INTO population.number (pin, person_id)
    SELECT ${bucketOfYear(birthYear)}::text || lpad(n::text, 6, '0'), gen_random_uuid() FROM generate_series(0, ${nearlyFull - 1}::int) n`;
}

/** Numbers that a list brings into a bucket that is open: each of its blocks keeps a hundredth. */
async function thin(register: Register, birthYear: number): Promise<void> {
  const pins = Array.from({ length: nearlyFull }, (_, n) => `${bucketOfYear(birthYear)}${String(n).padStart(6, "0")}`);
  const taken = await takeUpList(register, systemActor, pins);
  if (!taken.ok) throw new Error(`the list was refused: ${taken.refusal.code}`);
}

/** As a counter asks: a number at a time, several at once from one bucket. */
async function oneByOne(register: Register): Promise<void> {
  const [calls, clients] = [2_000, 8];
  const rate = async (birthYear: number) => {
    const ms = await timed(() =>
      Promise.all(
        Array.from({ length: clients }, async () => {
          for (let call = 0; call < calls / clients; call += 1) await give(register, birthYear, 1);
        }),
      ),
    );
    return calls / (ms / 1000);
  };
  const [full, fresh] = [kinds["filled before us"] - 1, kinds.empty + buckets + 1];
  await fill(register, full);
  await Promise.all([give(register, full, 1), give(register, fresh, 1)]);
  const empty = await rate(fresh);
  measured(`one at a time, ${clients} clients, empty`, empty, "/s");
  measured(`one at a time, ${clients} clients, 99 % full`, await rate(full), "/s");
}
