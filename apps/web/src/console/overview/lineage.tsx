import type { UnitView } from "@dinhdanh/territory/contract";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

/** Where a unit came from and what it went into, when borders changed. */
export function Lineage({ unit }: { unit: UnitView }) {
  const { t, day } = useLanguage();
  const { asOf } = useView();
  const names = (units: UnitView["predecessors"]) => units.map(({ name, whole }) => (whole ? name : t("partOf", { name }))).join(", ");
  const gone = unit.validUntil !== null && unit.validUntil <= asOf && unit.successors.length > 0;
  if (unit.predecessors.length === 0 && !gone) return null;
  return (
    <p className="lineage mute small">
      {unit.predecessors.length === 0 ? null : t("mergedFrom", { list: names(unit.predecessors) })}{" "}
      {gone && unit.validUntil !== null ? t("mergedInto", { list: names(unit.successors), day: day(unit.validUntil) }) : null}
    </p>
  );
}
