import { type Quality, qualityMeasureKeys, qualityMeasures } from "@dinhdanh/campaign/contract";
import { Link } from "@tanstack/react-router";
import { FigureLink } from "../parts/figure-link.tsx";
import { useLanguage } from "../words/language.tsx";

type Row = Quality["children"][number];
const shares = qualityMeasureKeys.filter((key) => key !== "recorded");
/** A phone has room for the four aspects. */
const classOf = (key: (typeof shares)[number]) => (key === "numbered" ? "num quality-numbered" : "num");

/** The percentages of a unit and of those below it; what is lacking opens into its people. */
export function AspectTable({ quality, asOf }: { quality: Quality; asOf: string }) {
  const { t, say } = useLanguage();
  const { unit, name, figures, children } = quality;
  return (
    <table className="quality-units">
      <caption className="quality-caption">{t("qualityByUnit")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("columnUnit")}</th>
          <th scope="col" className="num">
            {t("qualityPeople")}
          </th>
          {shares.map((key) => (
            <th key={key} scope="col" className={classOf(key)}>
              {say(qualityMeasures[key])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <AspectRow row={{ unit, name, figures }} asOf={asOf} own />
        {children.map((row) => (
          <AspectRow key={row.unit} row={row} asOf={asOf} />
        ))}
      </tbody>
    </table>
  );
}

function AspectRow({ row: { unit, name, figures }, asOf, own = false }: { row: Row; asOf: string; own?: boolean }) {
  const { t, percent } = useLanguage();
  const { recorded } = figures;
  return (
    <tr className={own ? "quality-own" : undefined}>
      <th scope="row">
        {own ? (
          name
        ) : (
          <Link to="/don-vi/$code/chat-luong" params={{ code: unit }} search={{ ngay: asOf }}>
            {name}
          </Link>
        )}
      </th>
      <td className="num">
        <FigureLink n={recorded} unit={unit} asOf={asOf} measure="recorded" />
      </td>
      {shares.map((key) => (
        <td key={key} className={classOf(key)}>
          {recorded === 0 ? "–" : percent(figures[key] / recorded)}
          <span className="quality-lacks">
            <FigureLink n={recorded - figures[key]} unit={unit} asOf={asOf} measure={key} not after="recorded" />
            <span className="hidden">{t("qualityWrong", { n: recorded - figures[key] })}</span>
          </span>
        </td>
      ))}
    </tr>
  );
}
