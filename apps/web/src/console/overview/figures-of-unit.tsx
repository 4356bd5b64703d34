import type { Coverage } from "@dinhdanh/campaign/contract";
import type { UnitView } from "@dinhdanh/territory/contract";
import { useQuery } from "@tanstack/react-query";
import { unitQuery } from "../api/queries.ts";
import { useNarrowed } from "../parts/narrowed.ts";
import { useOpens } from "../parts/opening.ts";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { CommunePanel } from "./commune-panel.tsx";
import { FirstPanel } from "./first-panel.tsx";
import { Headline } from "./headline.tsx";
import { Lineage } from "./lineage.tsx";
import { RemainingPanel } from "./remaining-panel.tsx";
import { StageLine } from "./stage-line.tsx";
import { Trend } from "./trend.tsx";
import { UnitsTable } from "./units-table.tsx";

type Props = {
  coverage: Coverage;
  unit: UnitView | undefined;
};

/** Everything that the page says about a unit on a day. */
export function Figures({ coverage, unit }: Props) {
  const { t, day } = useLanguage();
  const { borders, born } = useView();
  const narrowed = useNarrowed();
  const opens = useOpens(coverage.unit);
  const leaf = coverage.level === "commune";
  const today = useQuery({ ...unitQuery(coverage.unit, coverage.asOf, "today"), enabled: borders === "today" }).data;
  const lines = borders === "today" ? today : unit;
  return (
    <>
      <Headline coverage={coverage} />
      {/* on the screen the controls say it, which paper does not show */}
      <p className="printed printed-day">
        {t("asOf", { day: day(coverage.asOf) })}
        {narrowed}
      </p>
      {lines === undefined ? null : <Lineage unit={lines} />}
      {born === undefined ? null : <p className="lineage mute small">{t("cohortNote", { born: born.replace("-", "–") })}</p>}
      <StageLine coverage={coverage} />
      <div className={leaf && !opens ? undefined : "columns"}>
        <section className="wide">
          {leaf ? null : <UnitsTable coverage={coverage} />}
          {leaf && opens ? <CommunePanel coverage={coverage} /> : null}
          <Trend coverage={coverage} drawn={born === undefined} />
        </section>
        <aside className="side">
          {opens ? <RemainingPanel coverage={coverage} /> : null}
          {leaf || born !== undefined || borders === "today" ? null : <FirstPanel coverage={coverage} />}
        </aside>
      </div>
    </>
  );
}
