import { causes, dossierCauses } from "@dinhdanh/dossiers/contract";
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { dossierListQuery } from "../api/dossier-queries.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { PagedList } from "../parts/paged-list.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { useTitle } from "../parts/use-title.ts";
import { type DossierSearch, queueKeys } from "../routing/url-state.ts";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { DossierTable } from "./dossier-table.tsx";
import { filterOf, isCause, queues } from "./queues.ts";

const route = getRouteApi("/trong/ho-so");

/** Dossiers by where they lie and what holds them up. */
export function DossiersPage() {
  const { t, rich, number } = useLanguage();
  const search = route.useSearch();
  const list = useInfiniteQuery(dossierListQuery(filterOf(search)));
  const total = list.data?.pages[0]?.total;
  const mayApprove = useMay("approve");
  useTitle(t("navDossiers"));
  return (
    <>
      <div className="list-head">
        <PageHeading name={t("navDossiers")} failed={list.isError}>
          {total === undefined
            ? undefined
            : rich(search["qua-han"] === "1" ? "dossiersHeadingLate" : "dossiersHeading", { n: number(total) }, { count: total })}
        </PageHeading>
        <QueueChips />
        <div className="list-tools">
          <CauseFilter />
          <Ticks />
          {mayApprove ? (
            <>
              <LinkButton to="/ho-so/duyet">{t("reviewOpen")}</LinkButton>
              <LinkButton variant="default" to="/ho-so/duyet-loat">
                {t("bulkOpen")}
              </LinkButton>
            </>
          ) : null}
          <Link to="/ho-so/ton-dong">{t("backlogOpen")}</Link>
          <span className="mute small keys">{t("keysHint")}</span>
        </div>
      </div>
      <PagedList list={list}>{(paged) => <DossierTable {...paged} />}</PagedList>
    </>
  );
}

function QueueChips() {
  const { t } = useLanguage();
  const { hang: _, ...others } = route.useSearch();
  return (
    <nav className="chips" aria-label={t("queueFilter")}>
      <Link className="chip" to="/ho-so" search={others} activeOptions={{ exact: true }} resetScroll={false}>
        {t("queueAll")}
      </Link>
      {queueKeys.map((key) => (
        <Link key={key} className="chip" to="/ho-so" search={{ ...others, hang: key }} activeOptions={{ exact: true }} resetScroll={false}>
          {t(queues[key].word)}
        </Link>
      ))}
    </nav>
  );
}

function useChange() {
  const navigate = useNavigate({ from: "/ho-so" });
  return (next: DossierSearch) =>
    void navigate({ to: ".", search: (previous) => ({ ...previous, ...next }), replace: true, resetScroll: false });
}

function CauseFilter() {
  const { t, say } = useLanguage();
  const { "nguyen-nhan": cause = "" } = route.useSearch();
  const change = useChange();
  return (
    <NativeSelect
      aria-label={t("causeFilter")}
      value={cause}
      onChange={({ currentTarget: { value } }) => change({ "nguyen-nhan": isCause(value) ? value : undefined })}
      data={[{ value: "", label: t("causeAll") }, ...dossierCauses.map((value) => ({ value, label: say(causes[value].text) }))]}
    />
  );
}

function Ticks() {
  const { t } = useLanguage();
  const search = route.useSearch();
  const change = useChange();
  return (
    <>
      {(["qua-han", "rut-tham"] as const).map((key) => (
        <label key={key} className="tick">
          <input
            type="checkbox"
            checked={search[key] === "1"}
            onChange={(event) => change({ [key]: event.target.checked ? "1" : undefined })}
          />
          {t(key === "qua-han" ? "onlyLate" : "onlySample")}
        </label>
      ))}
    </>
  );
}
