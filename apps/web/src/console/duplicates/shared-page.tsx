import { useQueries, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { cardsQuery } from "../api/card-queries.ts";
import { sharedNumberQuery } from "../api/duplicate-calls.ts";
import { personQuery } from "../api/queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { Records } from "./records.tsx";
import { SharedDecision } from "./shared-decision.tsx";

const route = getRouteApi("/trong/trung-lap/so/$personId/$otherId");

/** Two people with one number, side by side, and who keeps it. */
export function SharedPage() {
  const { t } = useLanguage();
  const { personId, otherId } = route.useParams();
  const shared = useQuery(sharedNumberQuery(personId, otherId));
  const one = shared.data;
  const ids = one === undefined ? [] : [one.person.personId, one.other.personId];
  const people = useQueries({ queries: ids.map((id) => personQuery(id, "verify")) });
  const cards = useQueries({ queries: ids.map((id) => cardsQuery(id)) });
  useTitle(t("casesOneNumber"));
  const error = shared.error ?? people.find((each) => each.error !== null)?.error ?? null;
  const [first, second] = people.map((each) => each.data);
  return (
    <>
      <nav className="crumbs" aria-label={t("wayUp")}>
        <ol>
          <li>
            <Link to="/trung-lap" search={{ loai: "mot-so" }}>
              {t("casesOneNumber")}
            </Link>
          </li>
        </ol>
      </nav>
      <h1>{one === undefined ? t("casesOneNumber") : t("sharedTitle", { pin: formatPin(one.pin) })}</h1>
      {error === null ? null : <Trouble error={error} onRetry={() => void shared.refetch()} />}
      {one === undefined ? (
        error === null && <Bars rows={8} height={36} />
      ) : (
        <>
          <p className="lead">{t("sharedHolder")}</p>
          <div className="pair-sides">
            {first === undefined || second === undefined ? (
              error === null && <Bars rows={12} height={32} />
            ) : (
              <Records people={[first, second]} cards={cards.map((each) => each.data ?? [])} />
            )}
            <aside>
              <SharedDecision one={one} />
            </aside>
          </div>
        </>
      )}
    </>
  );
}
