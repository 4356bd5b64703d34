import type { AreaView } from "@dinhdanh/dossiers/contract";
import { useLanguage } from "../words/language.tsx";

/** What the law gives in an area, by period; the re-issue where it differs. */
export function LimitsOfArea({ limits }: { limits: AreaView["limits"][keyof AreaView["limits"]] }) {
  const { t, day } = useLanguage();
  return (
    <ul className="area-limits">
      {limits.map(({ from, until, first, reissue }) => (
        <li key={from ?? ""}>
          {t("areasDays", { n: first })}
          {reissue === first ? null : `, ${t("areasReissue", { n: reissue })}`}{" "}
          <span className="mute small">
            {from === null ? null : t("areasFrom", { day: day(from) })}
            {until === null ? null : t("areasUntil", { day: day(until) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
