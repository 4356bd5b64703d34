import { type Coverage, mainMeasures } from "@dinhdanh/campaign/contract";
import { FigureLink } from "../parts/figure-link.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { stages, waitingBetween } from "./figures.ts";

type Stage = (typeof stages)[number];

/** Each stage of the line as a funnel: how many have come so far, and who waits before it. */
export function StageLine({ coverage }: { coverage: Coverage }) {
  const { t, say } = useLanguage();
  const { asOf } = useView();
  if (coverage.target === 0) return null;
  return (
    <dl className="stages funnel" aria-label={t("lineTitle")}>
      {stages.map((stage) => (
        <div className="stage" key={stage.measure}>
          <dt>{say(mainMeasures[stage.measure])}</dt>
          <dd>
            <b>
              <FigureLink n={coverage.measures[stage.measure]} unit={coverage.unit} asOf={asOf} measure={stage.measure} />
            </b>
            <StageBar coverage={coverage} stage={stage} />
            <StageNote coverage={coverage} stage={stage} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Share of the eligible; behind it, in amber, who waits here. */
function StageBar({ coverage: { measures }, stage }: { coverage: Coverage; stage: Stage }) {
  const width = (n: number) => `${Math.min(100, (n / Math.max(1, measures.eligible)) * 100)}%`;
  const waiting = "after" in stage ? waitingBetween({ measures }, stage.after, stage.measure) : 0;
  return (
    <span className="stage-bar" aria-hidden="true">
      <i style={{ width: width(measures[stage.measure]) }} />
      {waiting === 0 ? null : <i className="stage-waiting" style={{ width: width(waiting) }} />}
    </span>
  );
}

function StageNote({ coverage, stage }: { coverage: Coverage; stage: Stage }) {
  const { t, rich, percent } = useLanguage();
  const { asOf } = useView();
  const { measures, unit } = coverage;
  if ("after" in stage) {
    const n = waitingBetween(coverage, stage.after, stage.measure);
    if (n === 0) return <span>{t("waiting", { n })}</span>;
    const figure = <FigureLink n={n} unit={unit} asOf={asOf} measure={stage.measure} after={stage.after} not />;
    return <span className="stage-backlog">{rich("waitingHere", { n: figure })}</span>;
  }
  if ("ofEligible" in stage && measures.eligible > 0) return <span>{percent(measures[stage.measure] / measures.eligible)}</span>;
  return <span>&nbsp;</span>;
}
