import type { Quality } from "@dinhdanh/campaign/contract";
import { aspects, type FindingKind, qualityRules } from "@dinhdanh/population/contract";
import { Link } from "@tanstack/react-router";
import { useOwnerWords } from "./owner-table.tsx";
import { useLanguage } from "../words/language.tsx";

type Props = { rules: NonNullable<Quality["rules"]>; chosen: FindingKind | undefined; owner: string | undefined };

/** Findings that stand now by rule, of one owner or of all, most first, with what mends them and the law behind the rule. */
export function RuleTable({ rules, chosen, owner }: Props) {
  const { t, say, day, number } = useLanguage();
  const whose = useOwnerWords(owner);
  if (rules.length === 0) return null;
  return (
    <table className="quality-rules">
      <caption className="quality-caption">{whose === undefined ? t("qualityByRule") : `${t("qualityByRule")}: ${whose}`}</caption>
      <thead>
        <tr>
          <th scope="col">{t("qualityRule")}</th>
          <th scope="col" className="num">
            {t("qualityOpen")}
          </th>
          <th scope="col" className="num quality-oldest">
            {t("qualityOldest")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ kind, aspect, open, oldest }) => (
          <tr key={kind} aria-current={kind === chosen ? "true" : undefined} className={kind === chosen ? "quality-chosen" : undefined}>
            <th scope="row">
              <Link to="." search={(previous) => ({ ...previous, "quy-tac": kind === chosen ? undefined : kind })} resetScroll={false}>
                {say(qualityRules[kind].text)}
              </Link>
              <span className="quality-mend">
                {say(aspects[aspect])} · {say(qualityRules[kind].mend)} {t("qualityBasis", { basis: qualityRules[kind].basis })}
              </span>
            </th>
            <td className="num">{number(open)}</td>
            <td className="num quality-oldest">{day(oldest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
