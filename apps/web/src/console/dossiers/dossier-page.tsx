import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { dossierQuery } from "../api/dossier-queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { DossierBody } from "./dossier-body.tsx";
import { EventButtons } from "./event-buttons.tsx";

const route = getRouteApi("/trong/ho-so/$dossierId");

/** One dossier: where it is, what was found, what to mend, what was collected, what happened. */
export function DossierPage() {
  const { t } = useLanguage();
  const { dossierId } = route.useParams();
  // the checks run beside: while they do, the page asks how far they are
  const { data, error, refetch } = useQuery({
    ...dossierQuery(dossierId),
    refetchInterval: ({ state }) => (state.data?.state === "submitted" ? 2000 : false),
  });
  useTitle(data?.fullName ?? t("navDossiers"));
  return (
    <>
      <nav className="crumbs">
        <Link to="/ho-so">{t("navDossiers")}</Link>
      </nav>
      {data === undefined ? (
        error === null ? (
          <Bars rows={8} height={28} />
        ) : (
          <Trouble error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          <h1>{data.fullName}</h1>
          {data.merged ? <p className="finding finding-conflict">{t("dossierMerged")}</p> : null}
          <DossierBody dossier={data} actions={<EventButtons dossier={data} />} />
        </>
      )}
    </>
  );
}
