import { type Coverage, type CoverageRow, mainMeasures } from "@dinhdanh/campaign/contract";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FigureLink } from "../parts/figure-link.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { backlogOf, backlogs, waitingBetween } from "./figures.ts";

const route = getRouteApi("/trong/don-vi/$code");

/** What lies between the stages of each unit below, the largest heap first. */
export function BacklogTable({ coverage }: { coverage: Coverage }) {
  const { t } = useLanguage();
  const rows = coverage.children.filter(({ target }) => target > 0).toSorted((a, b) => backlogOf(b) - backlogOf(a));
  const most = Math.max(1, ...rows.flatMap((row) => backlogs.map(({ after, measure }) => waitingBetween(row, after, measure))));
  return (
    <>
      <p className="mute small">{t("backlogByUnit")}</p>
      <table className="units backlog">
        <thead>
          <tr>
            <th scope="col" className="column-name">
              {t("columnUnit")}
            </th>
            {backlogs.map(({ word }) => (
              <th scope="col" key={word}>
                {t(word)}
              </th>
            ))}
            <th scope="col" className="num">
              {t("backlogTotal")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BacklogRow key={row.unit} row={row} most={most} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function BacklogRow({ row, most }: { row: CoverageRow; most: number }) {
  const { t, say, number } = useLanguage();
  const { asOf, keep } = useView();
  const { sinh } = route.useSearch();
  return (
    <tr>
      <th scope="row" className="column-name">
        <Link to="/don-vi/$code" params={{ code: row.unit }} search={{ ...keep, sinh, bang: "ton-dong" }}>
          {row.name}
        </Link>
      </th>
      {backlogs.map(({ after, measure, word }) => {
        const n = waitingBetween(row, after, measure);
        return (
          <td key={word} className="column-waiting" title={say(mainMeasures[measure])}>
            <span className="waiting-word">{t(word)} </span>
            <span className="rest">
              {n === 0 ? null : <i className="waiting-bar" style={{ width: `${(n / most) * 56}%` }} />}
              <FigureLink n={n} unit={row.unit} asOf={asOf} measure={measure} after={after} not />
            </span>
          </td>
        );
      })}
      <td className="num column-done">{number(backlogOf(row))}</td>
    </tr>
  );
}
