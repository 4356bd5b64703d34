import { comparisonText, levelText, type ScoreExplanation } from "@dinhdanh/population/contract";
import { useLanguage } from "../words/language.tsx";
import { likelihood } from "./likelihood.ts";

/** The score, step by step: bars to the right speak for one person, to the left for two. */
export function Waterfall({ explanation }: { explanation: ScoreExplanation }) {
  const { t, say, percent, locale } = useLanguage();
  const steps = [{ comparison: t("pairPrior"), level: "", weight: explanation.prior }, ...explanation.steps];
  const most = Math.max(1, ...steps.map(({ weight }) => Math.abs(weight)));
  const shown = new Intl.NumberFormat(locale === "vi" ? "vi-VN" : "en-GB", {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  return (
    <section className="waterfall">
      <h2>{t("pairScore")}</h2>
      <p className="mute small">{t("pairScoreNote")}</p>
      <dl>
        {steps.map(({ comparison, level, weight }) => (
          <div key={comparison}>
            <dt>
              {say(comparisonText(comparison))} {level === "" ? null : <span className="mute small">{say(levelText(level))}</span>}
            </dt>
            <dd>
              <span className="weight" aria-hidden="true">
                <i className={weight < 0 ? "against" : "for"} style={{ width: `${(Math.abs(weight) / most) * 50}%` }} />
              </span>
              <span className="num">{shown.format(weight)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p>{t("pairLikely", { percent: percent(likelihood(explanation.probability)) })}</p>
    </section>
  );
}
