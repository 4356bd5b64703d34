import { batchStates } from "@dinhdanh/cards/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { batchQuery } from "../api/card-queries.ts";
import { useOfficerName } from "../parts/officer.tsx";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { BatchCards } from "./batch-cards.tsx";
import { BatchSteps } from "./batch-steps.tsx";

const route = getRouteApi("/trong/san-xuat/lo/$batchId");

export const BatchPage = () => (
  <OnlyWho may="produce" title="productionClosed" lead="productionClosedLead">
    <OneBatch />
  </OnlyWho>
);

/** One batch on its way from blanks to checked cards. */
function OneBatch() {
  const { t, say, time } = useLanguage();
  const { batchId } = route.useParams();
  const { data, error, refetch } = useQuery(batchQuery(batchId));
  const officer = useOfficerName(data?.createdBy ?? null);
  useTitle(data === undefined ? "" : t("batchTitle", { n: data.cards, time: time(data.createdAt) }));
  return (
    <>
      <nav className="crumbs">
        <Link to="/san-xuat">{t("navProduction")}</Link>
      </nav>
      {data === undefined ? (
        error === null ? (
          <Bars rows={8} height={28} />
        ) : (
          <Trouble error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          <h1>{t("batchTitle", { n: data.cards, time: time(data.createdAt) })}</h1>
          <p className="lead">
            <Tag tone={data.state === "checked" ? "done" : "waiting"}>
              {data.state === "checked"
                ? t("batchDone", { n: data.list.filter(({ state }) => state !== "spoiled").length })
                : t("batchLead", { step: say(batchStates[data.state]), officer })}
            </Tag>
          </p>
          <BatchSteps batch={data} />
          <BatchCards batch={data} />
        </>
      )}
    </>
  );
}
