import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { unitQuery } from "../api/queries.ts";
import { qualityQuery } from "../api/quality-calls.ts";
import { Crumbs, unitPath } from "../parts/crumbs.tsx";
import { DayStepper } from "../parts/day-stepper.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { Opening, useWithin } from "../parts/opening.ts";
import { useTitle } from "../parts/use-title.ts";
import { useMay, useOfficer, useStart, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { AspectTable } from "./aspect-table.tsx";
import { FindingList } from "./finding-list.tsx";
import { MendPanel } from "./mend-panel.tsx";
import { OwnerTable } from "./owner-table.tsx";
import { RuleTable } from "./rule-table.tsx";
import { SheetPanel } from "./sheet-panel.tsx";

const route = getRouteApi("/trong/don-vi/$code/chat-luong");

/** How good a unit's records are, what is wrong with them, and the work that follows. */
export function QualityPage() {
  const { t, day, number } = useLanguage();
  const { code } = route.useParams();
  const { "quy-tac": kind, "phu-trach": owner } = route.useSearch();
  const { asOf } = useView();
  const { firstDay, lastDay } = useStart();
  const navigate = useNavigate({ from: "/don-vi/$code/chat-luong" });
  const quality = useQuery(qualityQuery({ unit: code, asOf }, { kind, owner }));
  const unit = useQuery(unitQuery(code, asOf));
  const { scope } = useOfficer();
  // until the unit's place is known nothing is closed: a note that lists are closed would flash
  const within = useWithin(unit.data) !== false;
  const opens = useMay("read-people") && within;
  const mayMend = useMay("mend");
  const { data } = quality;
  useTitle(t("qualityTitle", { unit: data?.name ?? code }));
  return (
    <Opening value={(each) => within || each === scope}>
      <div className="above">
        <Crumbs path={unitPath(unit.data)} here={t("navQuality")} />
        <div className="filters">
          <DayStepper
            label={t("dayLabel")}
            value={asOf}
            first={firstDay}
            last={lastDay}
            onChange={(ngay) =>
              void navigate({ to: ".", search: (previous) => ({ ...previous, ngay }), replace: true, resetScroll: false })
            }
          />
        </div>
      </div>
      <PageHeading name={t("qualityTitle", { unit: code })} failed={quality.error !== null}>
        {data === undefined ? undefined : t("qualityTitle", { unit: data.name })}
      </PageHeading>
      {quality.error !== null && data === undefined ? <Trouble error={quality.error} onRetry={() => void quality.refetch()} /> : null}
      {data === undefined ? null : (
        <>
          <p className="lead">
            {t("qualityLead", { n: data.figures.recorded, day: day(asOf), shown: number(data.figures.recorded) })}{" "}
            {opens ? t("qualityLeadOpens") : null}
          </p>
          <AspectTable quality={data} asOf={asOf} />
          {data.rules === null || data.owners === null || !opens ? (
            <p className="mute">{t("qualityOnlyPeople")}</p>
          ) : (
            <>
              <RuleTable rules={data.rules} chosen={kind} owner={owner} />
              <OwnerTable owners={data.owners} kind={kind} chosen={owner} />
              <FindingList unit={code} asOf={asOf} kind={kind} owner={owner} owners={data.owners} />
              {mayMend ? <SheetPanel unit={code} asOf={asOf} /> : null}
              {mayMend ? <MendPanel unit={code} asOf={asOf} /> : null}
            </>
          )}
        </>
      )}
    </Opening>
  );
}
