import type { CardState, Production } from "@dinhdanh/cards/contract";
import { useQuery } from "@tanstack/react-query";
import { batchesQuery, productionQuery, setAsideQuery, waitingQuery } from "../api/card-queries.ts";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { Batches } from "./batches.tsx";
import { NewBatch } from "./new-batch.tsx";
import { ProductionNav } from "./production-nav.tsx";
import { SetAside } from "./set-aside.tsx";
import { WaitingTable } from "./waiting-table.tsx";

export const ProductionPage = () => (
  <OnlyWho may="produce" title="productionClosed" lead="productionClosedLead">
    <Line />
  </OnlyWho>
);

/** What waits to be made, what is being made, and the next batch. */
function Line() {
  const { t } = useLanguage();
  const production = useQuery(productionQuery);
  const batches = useQuery(batchesQuery);
  // what is set aside and what waits may be nothing: all come at once, so that none pushes the others down
  const pending = [useQuery(setAsideQuery), useQuery(waitingQuery), batches].some(({ isPending }) => isPending);
  useTitle(t("navProduction"));
  const { data, error } = production;
  if (data === undefined)
    return error === null ? <Bars rows={8} height={28} /> : <Trouble error={error} onRetry={() => void production.refetch()} />;
  return (
    <>
      <ProductionNav />
      <Answer production={data} />
      <Stages production={data} />
      <div className="columns">
        <section className="wide">
          {pending ? null : <SetAside />}
          {pending ? null : <WaitingTable />}
          <h2>{t("batchesTitle")}</h2>
          {batches.data !== undefined && !pending ? (
            <Batches batches={batches.data} />
          ) : batches.error === null ? (
            <Bars rows={8} height={32} />
          ) : (
            <Trouble error={batches.error} onRetry={() => void batches.refetch()} />
          )}
        </section>
        <aside className="side">
          <NewBatch production={data} />
        </aside>
      </div>
    </>
  );
}

function Answer({ production: { waiting, stock, parcels } }: { production: Production }) {
  const { t, rich, number, day } = useLanguage();
  const { total, urgent, overdue, oldestDueOn } = waiting;
  return (
    <>
      <h1>
        {total === 0
          ? t("waitingNone")
          : rich(overdue === 0 ? "waitingTitle" : "waitingTitleOverdue", { n: number(total), overdue: number(overdue) }, { count: total })}
      </h1>
      <p className="lead">
        {total === 0 || oldestDueOn === null
          ? t("waitingLeadNone", { blanks: stock.inStock })
          : t("waitingLead", { day: day(oldestDueOn), urgent, blanks: stock.inStock })}{" "}
        {t("parcelsLead", parcels)}
      </p>
    </>
  );
}

const stages = [
  ["stageOrdered", ["ordered"]],
  ["stageInBatch", ["batched", "personalised"]],
  ["stagePrinted", ["printed"]],
  ["stageToShip", ["quality-checked"]],
  ["stageShipped", ["shipped"]],
  ["stageAtUnits", ["received"]],
  ["stageReturned", ["returned-undelivered"]],
] as const satisfies readonly (readonly [Word, readonly CardState[]])[];

function Stages({ production: { byState } }: { production: Production }) {
  const { t, number } = useLanguage();
  return (
    <dl className="stages stages-seven" aria-label={t("lineOfCards")}>
      {stages.map(([word, states]) => (
        <div className="stage" key={word}>
          <dt>{t(word)}</dt>
          <dd>
            <b>{number(states.reduce((sum, state) => sum + (byState[state] ?? 0), 0))}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
