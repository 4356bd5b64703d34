import { type Coverage, mainMeasures } from "@dinhdanh/campaign/contract";
import { FigureLink } from "../parts/figure-link.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { stages } from "./figures.ts";

/** Each stage of the line with what waits before it: where the dossiers pile up. */
export function StageLine({ coverage }: { coverage: Coverage }) {
  const { t, say } = useLanguage();
  const { asOf } = useView();
  if (coverage.target === 0) return null;
  return (
    <dl className="stages" aria-label={t("lineTitle")}>
      {stages.map((stage) => (
        <div className="stage" key={stage.measure}>
          <dt>{say(mainMeasures[stage.measure])}</dt>
          <dd>
            <b>
              <FigureLink n={coverage.measures[stage.measure]} unit={coverage.unit} asOf={asOf} measure={stage.measure} />
            </b>
            <StageNote coverage={coverage} stage={stage} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function StageNote({ coverage, stage }: { coverage: Coverage; stage: (typeof stages)[number] }) {
  const { t, percent } = useLanguage();
  const n = coverage.measures[stage.measure];
  const { eligible } = coverage.measures;
  if ("after" in stage) return <span>{t("waiting", { n: Math.max(0, coverage.measures[stage.after] - n) })}</span>;
  if ("ofEligible" in stage && eligible > 0) return <span>{percent(n / eligible)}</span>;
  return <span>&nbsp;</span>;
}
