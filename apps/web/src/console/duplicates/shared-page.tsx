import { useQueries, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { cardsQuery } from "../api/card-queries.ts";
import { sharedNumberQuery } from "../api/duplicate-calls.ts";
import { personQuery } from "../api/queries.ts";
import { useLanguage } from "../words/language.tsx";
import { NumberCase } from "./number-case.tsx";
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
  const error = shared.error ?? people.find((each) => each.error !== null)?.error ?? null;
  const [first, second] = people.map((each) => each.data);
  return (
    <NumberCase
      error={error}
      onRetry={() => void shared.refetch()}
      one={one && { pin: one.pin, lead: t("sharedHolder"), decision: <SharedDecision one={one} /> }}
      sides={
        first === undefined || second === undefined ? null : (
          <Records people={[first, second]} cards={cards.map((each) => each.data ?? [])} />
        )
      }
    />
  );
}
