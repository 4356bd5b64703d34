import type { Act, Projection } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import type { Measure } from "./contract.ts";
import { type CompiledMeasure, compileMeasures, type DeltaSink, emitDeltas } from "./measures.ts";
import { addMilestones, combine, type FoldContext, foldActs, type Plan, type Programme } from "./programme.ts";
import { copyStanding, NEVER, type Standing } from "./standing.ts";
import { actsOfPeople } from "./store/acts.ts";
import { earlierText, fewStandings, insertStandings, lockStandings, updateDays, updateStandings } from "./store/standing.ts";
import { type Delta, fewDeltas, insertPending } from "./store/tally.ts";

/** Everything the engine was told by the composition root. */
export type Engine = {
  plan: Plan;
  measures: readonly Measure[];
  compiled: readonly CompiledMeasure[];
  context: FoldContext;
  measureId: (key: string) => number;
};

export function createEngine(programmes: readonly Programme[], context: FoldContext): Engine {
  const { plan, measures } = combine(programmes);
  const ids = new Map(measures.map((measure) => [measure.key, measure.id]));
  return {
    plan,
    measures,
    compiled: compileMeasures(measures),
    context,
    measureId: (key) => {
      const id = ids.get(key);
      if (id === undefined) throw new Error(`no measure ${key}`);
      return id;
    },
  };
}

/** Sums deltas by commune, day and measure. */
export class DeltaSum {
  readonly #sums = new Map<number, number>();
  // measure < 2^8 and day < 2^16 (closingDay): one number a key is ten times cheaper than text
  readonly add: DeltaSink = (unitId, day, measureId, n) => {
    const key = (unitId * 256 + measureId) * 65_536 + day;
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + n);
  };

  *entries(): Generator<Delta> {
    for (const [key, n] of this.#sums) {
      if (n === 0) continue;
      const upper = Math.floor(key / 65_536);
      yield { unitId: Math.floor(upper / 256), measure: upper % 256, day: key % 65_536, n };
    }
  }
}

/**
 * Folds new acts into the standing of their people and leaves the difference as pending deltas. Runs inside the recording transaction.
 * Standing is the fold of all that the ledger holds about a person when their lock is ours; milestones alone are added to what is known.
 */
export function progressProjection(engine: Engine): Projection {
  const { plan } = engine;
  const ofPlan = (acts: Act[]) => groupBySubject(acts.filter((act) => plan.kinds.has(act.kind)));
  return {
    prepare: (tx, offered) => {
      const people = [...ofPlan(offered).keys()].sort();
      if (people.length === 0) return async () => undefined;
      const locked = lockStandings(tx, people);
      return async (_, fresh, sent) => {
        const writes = await projectActs(tx, engine, ofPlan(fresh), await locked());
        for (const write of writes) write.catch(() => undefined);
        sent.push(...writes);
      };
    },
  };
}

async function projectActs(
  tx: Tx,
  { plan, compiled, context }: Engine,
  bySubject: ReadonlyMap<string, Act[]>,
  before: ReadonlyMap<string, Standing>,
): Promise<Promise<void>[]> {
  const anew = [...bySubject].filter(([personId, theirs]) => {
    const known = before.get(personId);
    return known !== undefined && theirs.some((act) => plan.historic.has(act.kind) || sees(plan, known, act));
  });
  const whole = await actsOfPeople(tx, anew.map(([personId]) => personId), plan.kinds); // prettier-ignore
  const deltas = new DeltaSum();
  const fresh: Standing[] = [];
  const changed: Standing[] = [];
  const moved = new Set<string>();
  const inDays: { known: Standing; standing: Standing }[] = [];
  for (const [personId, theirs] of bySubject) {
    const known = before.get(personId);
    const all = known === undefined ? theirs : whole.get(personId);
    const standing = all === undefined && known !== undefined ? copyStanding(known) : foldActs(personId, all ?? theirs, plan, context);
    if (all === undefined) addMilestones(standing, theirs, plan);
    if (known !== undefined) emitDeltas(known, compiled, -1, deltas.add);
    emitDeltas(standing, compiled, 1, deltas.add);
    if (known === undefined) fresh.push(standing);
    else if (bySubject.size <= fewStandings && sameButDays(known, standing)) inDays.push({ known, standing });
    else changed.push(standing);
    if (known !== undefined && !sameStays(known, standing)) moved.add(personId);
  }
  await insertStandings(tx, fresh);
  await updateStandings(tx, changed, moved);
  const days = updateDays(tx, inDays);
  const waiting = [...deltas.entries()];
  const pending = insertPending(tx, waiting);
  // many are a COPY, of which other statements must keep clear
  if (waiting.length > fewDeltas) await pending;
  return [...days, pending];
}

/** Whether an act is a milestone that changes what a history has made of the person. */
function sees({ seen }: Plan, { days }: Standing, act: Act): boolean {
  return seen.get(act.kind)?.some((once) => days[once] !== NEVER) ?? false;
}

const sameStays = (a: Standing, b: Standing) =>
  a.stays.length === b.stays.length && a.stays.every((stay, index) => stay.from === b.stays[index]?.from);

/** Whether two standings of a person differ in nothing but days, and all rows of the person agree. */
const sameButDays = (a: Standing, b: Standing) =>
  a.torn === undefined &&
  a.birthYear === b.birthYear &&
  a.residenceStatus === b.residenceStatus &&
  a.excludedReason === b.excludedReason &&
  a.walkKey === b.walkKey &&
  a.place === b.place &&
  earlierText(a) === earlierText(b) &&
  sameStays(a, b) &&
  a.stays.every((stay, index) => stay.until === b.stays[index]?.until && stay.unitId === b.stays[index]?.unitId);

function groupBySubject(acts: Act[]): Map<string, Act[]> {
  const groups = new Map<string, Act[]>();
  for (const act of acts) {
    const group = groups.get(act.subjectId);
    if (group === undefined) groups.set(act.subjectId, [act]);
    else group.push(act);
  }
  return groups;
}
