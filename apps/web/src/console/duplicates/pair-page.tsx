import { useQueries, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { cardsQuery } from "../api/card-queries.ts";
import { pairQuery } from "../api/duplicate-calls.ts";
import { personQuery } from "../api/queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { Decision } from "./decision.tsx";
import { likelihood } from "./likelihood.ts";
import { Records } from "./records.tsx";
import { Waterfall } from "./waterfall.tsx";

const route = getRouteApi("/trong/trung-lap/$personId/$otherId");

/** Two records side by side, why they may be of one person, and the decision. */
export function PairPage() {
  const { t, percent } = useLanguage();
  const { personId, otherId } = route.useParams();
  const pair = useQuery(pairQuery(personId, otherId));
  const ids = pair.data === undefined ? [] : [pair.data.person.personId, pair.data.other.personId];
  const people = useQueries({ queries: ids.map((id) => personQuery(id, "verify")) });
  const cards = useQueries({ queries: ids.map((id) => cardsQuery(id)) });
  useTitle(t("pairTitle"));
  const error = pair.error ?? people.find((one) => one.error !== null)?.error ?? null;
  const [first, second] = people.map((one) => one.data);
  return (
    <>
      <nav className="crumbs" aria-label={t("wayUp")}>
        <ol>
          <li>
            <Link to="/trung-lap">{t("navDuplicates")}</Link>
          </li>
        </ol>
      </nav>
      <h1>{t("pairTitle")}</h1>
      {error === null ? null : <Trouble error={error} onRetry={() => void pair.refetch()} />}
      {pair.data === undefined ? (
        error === null && <Bars rows={8} height={36} />
      ) : (
        <>
          <p className="lead">
            {pair.data.explanation === null ? t("pairByOfficer") : t("pairLikely", { percent: percent(likelihood(pair.data.probability)) })}
          </p>
          <div className="pair-sides">
            {first === undefined || second === undefined ? (
              error === null && <Bars rows={12} height={32} />
            ) : (
              <Records people={[first, second]} cards={cards.map((one) => one.data ?? [])} />
            )}
            <aside>
              <Decision pair={pair.data} people={[first, second]} />
            </aside>
            {pair.data.explanation === null ? null : <Waterfall explanation={pair.data.explanation} />}
          </div>
        </>
      )}
    </>
  );
}
