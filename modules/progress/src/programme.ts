import { type Act, occurredDay, type RecordedAct } from "@dinhdanh/ledger";
import type { Measure, StandingDay } from "./contract.ts";
import { closingDay, openingDay } from "./opening-day.ts";
import { emptyStanding, fieldIndex, NEVER, type Standing } from "./standing.ts";

/** What folding acts needs to know of the world: which unit a code means on a day. */
export type FoldContext = { unitId: (code: string, day: number) => number | null };

/** An act of the ledger, or one that is being recorded. */
export type FoldedAct = Act & Partial<Pick<RecordedAct, "recordedAt">>;

/** Sets fields of standing from all acts of the history's kinds about one person, in the order in which they happened. */
export type FoldHistory = (standing: Standing, acts: readonly FoldedAct[], context: FoldContext) => void;

/**
 * What a module brings to the engine: which kinds of act make up which fields of standing, and which measures it counts.
 * One definition serves the live path, the bulk load and `verify`.
 */
export type Programme = {
  key: string;
  /** kind → day that it sets. A milestone keeps the earliest day, so order and repetition do not matter and it can be folded by itself */
  milestones: Readonly<Record<string, StandingDay>>;
  /**
   * Kinds whose acts only have a meaning together: when one arrives, the person is folded anew from everything in the ledger. Another programme may
   * fold them too, into fields of its own.
   */
  history: {
    kinds: readonly string[];
    fold: FoldHistory;
    /**
     * Milestones, also of another programme, that the fold is given, too, each with days. They stay cheap: one that arrives makes the person folded anew
     * only when one of those days is known, so without them they must not change what the fold sets.
     */
    sees?: Readonly<Record<string, readonly StandingDay[]>>;
  };
  measures: readonly Measure[];
};

/** All programmes together. */
export type Plan = {
  milestones: ReadonlyMap<string, number>;
  histories: readonly { kinds: ReadonlySet<string>; sees: ReadonlySet<string>; fold: FoldHistory }[];
  historic: ReadonlySet<string>;
  /** milestone that histories see → days of which each, once known, makes the person folded anew */
  seen: ReadonlyMap<string, readonly number[]>;
  /** every kind that is folded */
  kinds: ReadonlySet<string>;
};

/** As the composition root puts them. @throws when a milestone of one is folded by another, too, or two claim one measure number */
export function combine(programmes: readonly Programme[]): { plan: Plan; measures: Measure[] } {
  const measures: Measure[] = [];
  const historic = new Set(programmes.flatMap(({ history }) => history.kinds));
  const kinds = new Set(historic);
  for (const programme of programmes) {
    for (const kind of Object.keys(programme.milestones)) {
      if (kinds.has(kind)) throw new Error(`two programmes fold ${kind}`);
      kinds.add(kind);
    }
    for (const measure of programme.measures) {
      if (measures.some((other) => other.id === measure.id || other.key === measure.key))
        throw new Error(`measure ${measure.key} is defined twice`);
      measures.push(measure);
    }
  }
  const milestones = programmes.flatMap((programme) => Object.entries(programme.milestones));
  const histories = programmes.map(({ history: { kinds: own, sees, fold } }) => {
    return { kinds: new Set(own), sees: new Set([...own, ...Object.keys(sees ?? {})]), fold };
  });
  const seen = new Map<string, number[]>();
  for (const [kind, days] of programmes.flatMap(({ history: { sees } }) => Object.entries(sees ?? {}))) {
    kinds.add(kind);
    seen.set(kind, [...(seen.get(kind) ?? []), ...days.map((day) => fieldIndex[day])]);
  }
  const plan = {
    ...{ histories, kinds, historic, seen },
    milestones: new Map(milestones.map(([kind, field]) => [kind, fieldIndex[field]])),
  };
  return { plan, measures };
}

/**
 * Standing of a person from all acts about them. They are taken in the order in which they happened (acts of one instant in that in which they were recorded, then by id), so it makes
 * no difference in which order, in how many batches or how late the register learned of them.
 */
export function foldActs(personId: string, acts: readonly FoldedAct[], plan: Plan, context: FoldContext): Standing {
  const standing = emptyStanding(personId);
  const inOrder = acts.length === 1 ? acts : acts.toSorted(byTime);
  for (const { kinds, sees, fold } of plan.histories) {
    const some = inOrder.some((act) => kinds.has(act.kind));
    if (some) fold(standing, inOrder.filter((act) => sees.has(act.kind)), context); // prettier-ignore
  }
  // whoever was only heard of is known to have no place yet: a standing is never without a stay
  if (standing.stays.length === 0) standing.stays.push({ unitId: null, from: openingDay, until: NEVER });
  addMilestones(standing, acts, plan);
  const { days } = standing;
  for (let field = 0; field < days.length; field += 1) if ((days[field] ?? NEVER) > closingDay) days[field] = NEVER;
  return standing;
}

/** Adds acts of which none belongs to a history. */
export function addMilestones(standing: Standing, acts: readonly Act[], plan: Plan): void {
  for (const act of acts) {
    const field = plan.milestones.get(act.kind);
    if (field === undefined) continue;
    const day = occurredDay(act);
    if (day <= closingDay && day < (standing.days[field] ?? NEVER)) standing.days[field] = day;
  }
}

function byTime(a: FoldedAct, b: FoldedAct): number {
  return Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || recordedMs(a) - recordedMs(b) || (a.actId < b.actId ? -1 : 1);
}

/** One number for all that is being recorded now: infinities have no difference. */
const recordedMs = ({ recordedAt }: FoldedAct) => (recordedAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(recordedAt));
