import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { correctionsQuery } from "../api/life-calls.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay, useSeesProposals } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { CorrectionList } from "./correction-list.tsx";

const route = getRouteApi("/trong/dieu-chinh/ho-so/$dossierId");

export function DossierCorrectionsPage() {
  const { t } = useLanguage();
  if (useSeesProposals()) return <Proposals />;
  return (
    <>
      <h1>{t("correctionsClosed")}</h1>
      <p className="lead">{t("correctionsClosedLead")}</p>
    </>
  );
}

/** What one dossier declares, whatever became of it. */
function Proposals() {
  const { t } = useLanguage();
  const { dossierId } = route.useParams();
  const all = useMay("propose-corrections");
  const { data, error, refetch } = useQuery(correctionsQuery({ dossierId }));
  useTitle(t("corrections"));
  return (
    <>
      {all ? (
        <nav className="crumbs">
          <Link to="/dieu-chinh">{t("corrections")}</Link>
        </nav>
      ) : null}
      <div className="above">
        <h1>{t("correctionsOfDossier")}</h1>
        <Link to="/ho-so/$dossierId" params={{ dossierId }}>
          {t("correctionsBackToDossier")}
        </Link>
      </div>
      {error === null ? null : <Trouble error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Bars rows={2} height={72} /> : null}
      {data?.length === 0 ? <p className="lead">{t("correctionsOfDossierNone")}</p> : null}
      <CorrectionList all={data ?? []} withState />
    </>
  );
}
