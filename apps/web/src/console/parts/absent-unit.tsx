import { addDays, toDay } from "@dinhdanh/kernel/contract";
import type { Unit, Whereabouts } from "@dinhdanh/territory/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { whereaboutsQuery } from "../api/queries.ts";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { Bars } from "./skeleton.tsx";
import { UnitLinks } from "./unit-links.tsx";

type Heading = "h1" | "p";

/** In the place of the figures of a unit that on the day is no more, or not yet: what became of it, and the ways there. */
export function AbsentUnit({ code, heading: Heading }: { code: string; heading: Heading }) {
  const { t } = useLanguage();
  const { asOf } = useView();
  const { data, isPending } = useQuery(whereaboutsQuery(code, asOf));
  if (isPending) return <Bars rows={2} height={28} />;
  if (data?.unit) return <Elsewhen unit={data.unit} found={data} heading={Heading} />;
  return (
    <div className="trouble" role="alert">
      <Heading className="trouble-what">{t("unitUnknown", { code })}</Heading>
      <p>
        {t("unitUnknownNext")} <Link to="/">{t("goToOverview")}</Link>
      </p>
    </div>
  );
}

function Elsewhen({ unit, found: { kin, within }, heading: Heading }: { unit: Unit; found: Whereabouts; heading: Heading }) {
  const { t, rich, day } = useLanguage();
  const { asOf } = useView();
  const { name, validFrom, validUntil } = unit;
  const ended = validFrom <= asOf && validUntil !== null ? validUntil : null;
  const other = ended === null ? validFrom : addDays(toDay(ended), -1);
  return (
    <div className="absent-unit" role="alert">
      <Heading className="trouble-what">
        {ended === null ? t("unitNotYet", { name, day: day(validFrom) }) : t("unitEnded", { name, day: day(ended) })}
      </Heading>
      <ul>
        {kin.length === 0 ? null : (
          <li>
            {ended === null
              ? rich("mergedFrom", { list: <UnitLinks units={kin} on={asOf} /> })
              : rich("mergedInto", { list: <UnitLinks units={kin} on={asOf} />, day: day(ended) })}
          </li>
        )}
        {within.length === 0 || kin.length > 0 ? null : <li>{rich("countedIn", { list: <UnitLinks units={within} on={asOf} /> })}</li>}
        <li>
          {rich(ended === null ? "unitOfFirstDay" : "unitOfLastDay", { unit: <UnitLinks units={[unit]} on={other} />, day: day(other) })}
        </li>
      </ul>
    </div>
  );
}
