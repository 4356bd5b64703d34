import { type Crumb, unitPath } from "./crumbs.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import type { UnitView } from "@dinhdanh/territory/contract";

/** Which part of a unit's people a list holds, to be said after the day; empty for all of them. */
export function useNarrowed(): string {
  const { t } = useLanguage();
  const { borders, born } = useView();
  const parts = [
    ...(borders === "today" ? [t("listBorders")] : []),
    ...(born === undefined ? [] : [t("listBorn", { born: born.replace("-", "–") })]),
  ];
  return parts.map((part) => `, ${part}`).join("");
}

/** Way up from a list's unit. In the borders of today the code may have meant another unit on the day: then the unit alone. */
export function useListPath(unit: UnitView | undefined, name: string | undefined): Crumb[] {
  const { borders } = useView();
  if (borders === "day") return unitPath(unit);
  return unit === undefined || name === undefined ? [] : [{ code: unit.code, name }];
}
