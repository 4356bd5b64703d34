import { type AreaRow, type AreaView, areas } from "@dinhdanh/dossiers/contract";
import { countryCode } from "@dinhdanh/territory/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { areasFileAddress, areasQuery } from "../api/area-calls.ts";
import { useOfficerName } from "../parts/officer.tsx";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { AreaChoice } from "./area-choice.tsx";
import { AreaFile } from "./area-file.tsx";
import { LimitsOfArea } from "./limits-of-area.tsx";

const route = getRouteApi("/trong/khu-vuc");

export const AreasPage = () => (
  <OnlyWho may="set-areas" title="areasClosed" lead="areasClosedLead">
    <Areas />
  </OnlyWho>
);

/** The area of a unit and of those right below it, each with what it follows from and the limits that follow. */
function Areas() {
  const { t, say } = useLanguage();
  const { "don-vi": unit = countryCode } = route.useSearch();
  const { data, error, refetch } = useQuery(areasQuery(unit));
  useTitle(t("areasTitle"));
  if (data === undefined) return error === null ? <Bars rows={8} height={28} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  const nameOf = ({ code, name }: { code: string; name: string }) => (code === countryCode ? t("country") : name);
  return (
    <>
      <nav className="crumbs" aria-label={t("wayUp")}>
        <ol>
          {data.above.map((one) => (
            <li key={one.code}>
              <Link to="/khu-vuc" search={{ "don-vi": one.code }}>
                {nameOf(one)}
              </Link>
            </li>
          ))}
          <li aria-current="page">{nameOf(data.unit)}</li>
        </ol>
      </nav>
      <div className="above">
        <h1>
          {data.unit.code === countryCode ? t("areasTitle") : t("areasHeading", { unit: data.unit.name, area: say(areas[data.unit.area]) })}
        </h1>
        <Button component="a" variant="default" href={areasFileAddress} download>
          {t("areasDownload")}
        </Button>
      </div>
      <p className="lead">{t("areasLead")}</p>
      <AreaTable view={data} />
      <AreaFile />
    </>
  );
}

function AreaTable({ view }: { view: AreaView }) {
  const { t } = useLanguage();
  const rows = view.unit.code === countryCode ? view.below : [view.unit, ...view.below];
  return (
    <table className="stacked areas">
      <thead>
        <tr>
          <th scope="col">{t("areasUnit")}</th>
          <th scope="col">{t("areasArea")}</th>
          <th scope="col">{t("areasLimits")}</th>
          <th scope="col">{t("areasHere")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <AreaLine key={row.code} row={row} page={view.unit.code} limits={view.limits[row.area]} />
        ))}
      </tbody>
    </table>
  );
}

type LineProps = { row: AreaRow; page: string; limits: AreaView["limits"][AreaRow["area"]] };

function AreaLine({ row, page, limits }: LineProps) {
  const { t, say } = useLanguage();
  const opens = row.code !== page && row.level !== "commune";
  return (
    <tr>
      <th scope="row">
        {opens ? (
          <Link to="/khu-vuc" search={{ "don-vi": row.code }}>
            {row.name}
          </Link>
        ) : (
          row.name
        )}
        <span className="under">{row.code}</span>
      </th>
      <td data-label={t("areasArea")}>
        {say(areas[row.area])}
        <span className="under">
          <Why row={row} />
        </span>
      </td>
      <td data-label={t("areasLimits")}>
        <LimitsOfArea limits={limits} />
      </td>
      <td data-label={t("areasHere")}>
        <AreaChoice key={row.stated?.area ?? "none"} row={row} />
      </td>
    </tr>
  );
}

function Why({ row: { code, from, stated } }: { row: AreaRow }) {
  const { t, time } = useLanguage();
  const officer = useOfficerName(stated?.by ?? null);
  if (from === null) return t("areasByName");
  if (from.code !== code || stated === null) return t("areasAsAbove", { unit: from.code === countryCode ? t("country") : from.name });
  if (stated.by === null || stated.at === null) return t("areasStated");
  return t("areasStatedBy", { officer, time: time(stated.at) });
}
