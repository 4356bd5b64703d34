import { addDays, toDay } from "@dinhdanh/kernel/contract";
import type { Unit, UnitView } from "@dinhdanh/territory/contract";
import { UnitLinks } from "../parts/unit-links.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

/**
 * Where a unit came from and what it went into, when borders changed. A predecessor is looked at on the day shown where it existed then, else on its last;
 * what the unit will go into has figures of the day shown only in the borders of today.
 */
export function Lineage({ unit }: { unit: UnitView }) {
  const { rich, day } = useLanguage();
  const { asOf } = useView();
  const { predecessors, successors, validUntil } = unit;
  if (predecessors.length === 0 && successors.length === 0) return null;
  const existed = (one: Unit) => one.validFrom <= asOf && (one.validUntil === null || one.validUntil > asOf);
  const [end] = predecessors.flatMap((one) => one.validUntil ?? []);
  const on = predecessors.every(existed) || end === undefined ? asOf : addDays(toDay(end), -1);
  return (
    <p className="lineage mute small">
      {predecessors.length === 0
        ? null
        : rich(on === asOf ? "mergedFrom" : "mergedFromUntil", { list: <UnitLinks units={predecessors} on={on} />, day: day(on) })}{" "}
      {successors.length === 0 || validUntil === null
        ? null
        : rich("mergesInto", { list: <UnitLinks units={successors} on={asOf} borders="nay" />, day: day(validUntil) })}
    </p>
  );
}
