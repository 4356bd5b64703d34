import type { RankingRow } from "@dinhdanh/campaign/contract";
import { Link } from "@tanstack/react-router";
import { FigureLink } from "../parts/figure-link.tsx";
import { useMainMeasure, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

export function RankingTable({ rows, stale }: { rows: readonly RankingRow[]; stale: boolean }) {
  const { t } = useLanguage();
  const withParent = rows.some(({ parentName }) => parentName !== null);
  return (
    <table className={stale ? "ranking stale" : "ranking"} aria-busy={stale}>
      <thead>
        <tr>
          <th scope="col" className="num">
            {t("columnRank")}
          </th>
          <th scope="col">{t("columnUnit")}</th>
          {withParent ? <th scope="col">{t("columnIn")}</th> : null}
          <th scope="col" className="num">
            {t("columnDone")}
          </th>
          <th scope="col" className="num">
            {t("columnRemaining")}
          </th>
          <th scope="col" className="num">
            {t("columnCompletedOn")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.unit} row={row} withParent={withParent} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, withParent }: { row: RankingRow; withParent: boolean }) {
  const { day, percent, number } = useLanguage();
  const { asOf, keep } = useView();
  const main = useMainMeasure();
  return (
    <tr>
      <td className="num mute">{row.rank === null ? "–" : number(row.rank)}</td>
      <th scope="row">
        <Link to="/don-vi/$code" params={{ code: row.unit }} search={keep}>
          {row.name}
        </Link>
      </th>
      {withParent ? <td className="mute">{row.parentName}</td> : null}
      <td className="num">{row.target === 0 ? "–" : percent(row.done / row.target)}</td>
      <td className="num">
        <FigureLink n={row.remaining} unit={row.unit} asOf={asOf} measure={main} not remaining />
      </td>
      <td className="num">{row.completedOn === null ? "–" : day(row.completedOn)}</td>
    </tr>
  );
}
