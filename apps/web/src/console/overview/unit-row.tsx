import type { CoverageRow } from "@dinhdanh/campaign/contract";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FigureLink } from "../parts/figure-link.tsx";
import { Tag } from "../parts/tag.tsx";
import { useMainMeasure, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { type Figure, isComplete, isEmpty, spreadDays, timingOf } from "./figures.ts";
import { useRollWords } from "./roll-note.tsx";
import { Sparkline } from "./sparkline.tsx";

const route = getRouteApi("/trong/don-vi/$code");

type Props = { row: CoverageRow; figure: Figure; most: number; communes: boolean };

/**
 * The bar shows what remains: near 100 % every bar of progress looks full. Complete units, pace, forecast and deadlines are the campaign's own measure's: of
 * another there are no such cells.
 */
export function UnitRow({ row, figure, most, communes }: Props) {
  const { t, percent, number } = useLanguage();
  const { asOf, measure, keep } = useView();
  const { sinh } = route.useSearch();
  const main = useMainMeasure() === measure;
  const count = row.unitsComplete["commune"];
  const name = (
    <th scope="row" className="column-name">
      <Link to="/don-vi/$code" params={{ code: row.unit }} search={{ ...keep, sinh }}>
        {row.name}
      </Link>
    </th>
  );
  if (isEmpty(row)) {
    return (
      <tr>
        {name}
        <td className="mute column-remaining" colSpan={main ? (communes ? 6 : 5) : 2}>
          {t("noRoll")}
        </td>
      </tr>
    );
  }
  return (
    <tr>
      {name}
      <td className="column-remaining">
        <span className="rest">
          {figure.remaining === 0 ? null : <i style={{ width: `${(figure.remaining / most) * 60}%` }} />}
          <FigureLink n={figure.remaining} unit={row.unit} asOf={asOf} measure={measure} not remaining={main} />
        </span>
      </td>
      <td className="num column-done">{figure.target === 0 ? "–" : percent(figure.ratio)}</td>
      {main && communes ? (
        <td className="num mute column-complete">{count === undefined ? "–" : `${number(count.done)}/${number(count.of)}`}</td>
      ) : null}
      {main ? (
        <>
          <td className="column-pace">
            <Sparkline row={row} />
          </td>
          <Expected row={row} complete={isComplete(row, figure)} />
        </>
      ) : null}
    </tr>
  );
}

function Expected({ row, complete }: { row: CoverageRow; complete: boolean }) {
  const { t, day, nearDay } = useLanguage();
  const { asOf, born } = useView();
  if (complete) {
    return (
      <>
        <td className="num column-forecast">{row.completedOn === null ? "" : day(row.completedOn)}</td>
        <td className="column-time">
          <Finished row={row} />
        </td>
      </>
    );
  }
  const spread = spreadDays(row);
  return (
    <>
      <td className="num column-forecast">
        {row.forecast.finishOn === null ? (
          <span className="mute">{born === undefined && row.remaining > 0 ? t("noPace") : "–"}</span>
        ) : (
          <>
            {nearDay(row.forecast.finishOn, asOf)}{" "}
            {spread === null ? null : <span className="mute small">{t("plusMinus", { n: spread })}</span>}
          </>
        )}
      </td>
      <td className="column-time">{row.roll === "whole" ? <TimingTag row={row} /> : <PartTag row={row} />}</td>
    </>
  );
}

function Finished({ row }: { row: CoverageRow }) {
  const { t } = useLanguage();
  const timing = timingOf(row);
  if (timing?.kind === "behind") return <Tag tone="waiting">{t("behindDays", { n: timing.days })}</Tag>;
  return <Tag tone="done">{timing?.kind === "ahead" ? t("aheadDays", { n: timing.days }) : t("complete")}</Tag>;
}

/** What is known here is not everybody: that comes before any judgement of the time. */
function PartTag({ row }: { row: CoverageRow }) {
  const { t } = useLanguage();
  const words = useRollWords({ ...row, unitsWithRoll: communesOf(row) });
  return <Tag tone="waiting">{words === "" ? t("noRoll") : words}</Tag>;
}

const communesOf = ({ unitsWithRoll: { commune } }: CoverageRow) => (commune === undefined ? {} : { commune });

function TimingTag({ row }: { row: CoverageRow }) {
  const { t } = useLanguage();
  const timing = timingOf(row);
  if (timing === null) return null;
  if (timing.kind === "overdue") return <Tag tone="bad">{t("overdueDays", { n: timing.days })}</Tag>;
  if (timing.kind === "behind") return <Tag tone="waiting">{t("behindDays", { n: timing.days })}</Tag>;
  return <Tag tone="good">{t("onTheDay")}</Tag>;
}
