import type { CoverageRow } from "@dinhdanh/campaign/contract";
import { useLanguage } from "../words/language.tsx";
import { paceTotal } from "./figures.ts";

const width = 88;
const height = 22;

/** Dossiers of each of the last 30 days, from zero, so that a flat line at the bottom means that nothing moves. */
export function Sparkline({ row }: { row: CoverageRow }) {
  const { t } = useLanguage();
  const { last30Days } = row;
  const most = Math.max(1, ...last30Days);
  // a correction can take back more than the day brought
  const least = Math.min(0, ...last30Days);
  const step = width / Math.max(1, last30Days.length - 1);
  const points = last30Days.map(
    (n, index) => `${(index * step).toFixed(1)},${(height - 2 - ((n - least) / (most - least)) * (height - 4)).toFixed(1)}`,
  );
  return (
    <svg className="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <title>{t("paceOf", { total: paceTotal(row), most: Math.max(0, ...last30Days) })}</title>
      <polyline points={points.join(" ")} />
    </svg>
  );
}
