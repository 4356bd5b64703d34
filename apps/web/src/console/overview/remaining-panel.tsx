import { type Coverage, remainingGroups } from "@dinhdanh/campaign/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { remainingCountsQuery } from "../api/queries.ts";
import { FigureLink } from "../parts/figure-link.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { doWords } from "../words/tables.ts";
import type { Word } from "../words/words.ts";

/** Who remains, by what it takes, easy first, each with the next action. */
export function RemainingPanel({ coverage }: { coverage: Coverage }) {
  const { t, rich, say, number } = useLanguage();
  const { asOf, borders, born, list } = useView();
  const { unit } = coverage;
  const nobody = coverage.measures.eligible === coverage.measures.collected;
  const { data, error, refetch } = useQuery({ ...remainingCountsQuery({ unit, asOf, borders, born }), enabled: !nobody });
  const counts = nobody ? { groups: [] } : data;
  const groups = (counts?.groups ?? []).filter(({ count }) => count > 0);
  const most = Math.max(1, ...groups.map(({ count }) => count));
  return (
    <section>
      <div className="tools">
        <h2>{t("remainingTitle")}</h2>
        {groups.length === 0 ? null : (
          <LinkButton to="/don-vi/$code/con-lai" params={{ code: unit }} search={list}>
            {t("openList")}
          </LinkButton>
        )}
      </div>
      {error !== null && counts === undefined ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {counts === undefined && error === null ? <Bars rows={6} height={40} /> : null}
      {counts !== undefined && groups.length === 0 && coverage.target > 0 ? <p className="mute">{t(noneWord(coverage))}</p> : null}
      <ul className="groups">
        {groups.map(({ group, count }) => (
          <li key={group}>
            <div>
              <b>{say(remainingGroups[group])}</b>
              <span>{say(remainingGroups[group].todo)}</span>
            </div>
            <div className="group-bar" aria-hidden="true">
              <i style={{ width: `${(count / most) * 100}%` }} />
            </div>
            <Link className="figure num" to="/don-vi/$code/con-lai" params={{ code: unit }} search={{ ...list, nhom: group }}>
              {number(count)}
            </Link>
            <LinkButton
              variant="default"
              size="xs"
              to="/don-vi/$code/con-lai"
              params={{ code: unit }}
              search={{ ...list, nhom: group }}
              aria-label={`${t(doWords[group])}: ${say(remainingGroups[group])}, ${number(count)}`}
            >
              {t(doWords[group])}
            </LinkButton>
          </li>
        ))}
      </ul>
      <p className="mute small">
        {groups.length > 0 ? `${t("remainingNote")} ` : null}
        {coverage.measures.excluded > 0
          ? rich("excludedNote", { n: <FigureLink n={coverage.measures.excluded} unit={unit} asOf={asOf} measure="excluded" /> })
          : null}
      </p>
    </section>
  );
}

function noneWord({ roll, measures }: Coverage): Word {
  if (roll !== "whole") return "remainingNoneKnown";
  return measures.collected > measures.handedOver ? "remainingNone" : "remainingNoneHanded";
}
