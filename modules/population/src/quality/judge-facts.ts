import type { Facts } from "../facts.ts";
import { type Aspect, aspectKeys, type Broken } from "./rule.ts";
import { type FindingKind, findingKindKeys, qualityRules } from "./rules.ts";

const recordRules = findingKindKeys.flatMap((kind) => {
  const rule = qualityRules[kind];
  return rule.of === "record" ? [{ ...rule, kind, onRow: "onRow" in rule }] : [];
});
const rowRules = recordRules.filter(({ onRow }) => onRow);

/** Everything that the rules for one record find in facts told on a day (days since 1970-01-01). @param onRow only what is told when a row is read */
export function brokenRecordRules(facts: Facts, day: number, onRow = false): ({ kind: FindingKind } & Broken)[] {
  const found: ({ kind: FindingKind } & Broken)[] = [];
  for (const { kind, check } of onRow ? rowRules : recordRules) {
    const broken = check(facts, day);
    if (broken !== null) found.push({ kind, ...broken });
  }
  return found;
}

/** Flaws of a row that stand once some fields were stated anew. */
export function flawsLeft(flaws: readonly string[], stated: readonly string[]): string[] {
  return flaws.filter((flaw) => {
    const rule = Object.hasOwn(qualityRules, flaw) ? qualityRules[flaw as FindingKind] : undefined;
    return rule?.of !== "row" || !rule.fields.some((field) => stated.includes(field));
  });
}

/** Since which day each aspect is broken, in the order of {@link aspectKeys}, and behind them since when the record is in conflict; absent where nothing breaks it. */
export type AspectDays = (number | undefined)[];

/**
 * What facts told on a day break, and since when: that day, or a later one (who turns 120). `flaws` are kinds found when the row was read.
 * Pure, so standing can be folded from the acts alone. Some 2 µs.
 */
export function aspectsOf(facts: Facts, flaws: readonly string[], day: number): AspectDays {
  const days: AspectDays = [...aspectKeys.map(() => undefined), undefined];
  const mark = ({ aspect, conflict }: { aspect: Aspect; conflict: boolean }, from: number) => {
    for (const at of conflict ? [aspectKeys.indexOf(aspect), aspectKeys.length] : [aspectKeys.indexOf(aspect)])
      days[at] = Math.min(days[at] ?? from, from);
  };
  for (const rule of recordRules) {
    const broken = rule.check(facts, day);
    if (broken !== null) mark(rule, Math.max(day, broken.from ?? day));
  }
  for (const flaw of flaws) if (Object.hasOwn(qualityRules, flaw)) mark(qualityRules[flaw as FindingKind], day);
  return days;
}
