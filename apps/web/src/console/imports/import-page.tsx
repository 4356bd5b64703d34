import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { importQuery } from "../api/queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { Failed, Finished } from "./outcome.tsx";
import { Preview } from "./preview.tsx";
import { Running } from "./running.tsx";

const route = getRouteApi("/trong/nhap-du-lieu/$importId");

/** One file on its way: preview, running, done. */
export function ImportPage() {
  const { t } = useLanguage();
  const { importId } = route.useParams();
  const { data, error, refetch } = useQuery(importQuery(importId));
  useTitle(data?.fileName ?? t("importTitle"));
  return (
    <>
      <nav className="crumbs">
        <Link to="/nhap-du-lieu">{t("importTitle")}</Link>
      </nav>
      {data === undefined ? (
        error === null ? (
          <Bars rows={8} height={28} />
        ) : (
          <Trouble error={error} onRetry={() => void refetch()} />
        )
      ) : data.state === "preview" ? (
        <Preview view={data} />
      ) : data.state === "running" ? (
        <Running view={data} />
      ) : data.state === "finished" ? (
        <Finished view={data} />
      ) : (
        <Failed view={data} />
      )}
    </>
  );
}
