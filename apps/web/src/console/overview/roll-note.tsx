import type { Coverage, CoverageRow } from "@dinhdanh/campaign/contract";
import { Link } from "@tanstack/react-router";
import { Tag } from "../parts/tag.tsx";
import type { UnitSearch } from "../routing/url-state.ts";
import { useLanguage } from "../words/language.tsx";
import { levelsWords } from "../words/tables.ts";
import { rollCounts } from "./figures.ts";

/** Beside a percentage that is not of everybody: how many units have a roll. Leads to those that have none, in the table below. */
export function RollNote({ coverage }: { coverage: Coverage }) {
  const { rich } = useLanguage();
  const said = useRollWords(coverage);
  if (said === "") return null;
  const counts = (
    <Link className="figure" from="/don-vi/$code" to="." search={lacking} replace resetScroll={false}>
      {said}
    </Link>
  );
  return (
    <p className="lead">
      <Tag tone="waiting">{rich("rollNote", { counts })}</Tag>
    </p>
  );
}

/** The same page with the table narrowed to the units without a whole roll. */
export const lacking = (previous: UnitSearch) => ({ ...previous, "danh-sach": "thieu" as const, bang: undefined });

/** `1/63 tỉnh có đủ danh sách dân cư, 109/10.599 xã có danh sách`; empty where every commune has one. */
export function useRollWords(row: CoverageRow): string {
  const { t, number } = useLanguage();
  const counts = rollCounts(row).map(({ level, done, of }) =>
    t(level === "commune" ? "rollCommunes" : "rollUnits", { done: number(done), of: number(of), level: t(levelsWords[level]) }),
  );
  return counts.join(", ");
}
