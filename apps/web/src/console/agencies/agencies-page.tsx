import type { AgencyView } from "@dinhdanh/exchange/contract";
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { agenciesQuery, resendTo } from "../api/agency-calls.ts";
import { Blank } from "../parts/blank.tsx";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { StuckTable } from "./stuck-table.tsx";

export const AgenciesPage = () => (
  <OnlyWho may="administer" title="agenciesClosed" lead="agenciesClosedLead">
    <Agencies />
  </OnlyWho>
);

/** Who asks the register by its interfaces, and what has not reached them. */
function Agencies() {
  const { t, rich } = useLanguage();
  const { data, error, refetch } = useQuery(agenciesQuery);
  useTitle(t("navAgencies"));
  if (data === undefined) return error === null ? <Bars rows={6} height={28} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  const { agencies, stuck } = data;
  const waiting = agencies.reduce((sum, one) => sum + one.waiting, 0);
  const dead = agencies.reduce((sum, one) => sum + one.dead, 0);
  if (agencies.length === 0)
    return (
      <>
        <h1>{t("agenciesNone")}</h1>
        <Blank>{rich("agenciesTeach", { command: <code>dinhdanh agency add</code> })}</Blank>
      </>
    );
  return (
    <>
      <h1>{t("agenciesTitle", { n: agencies.length })}</h1>
      <p className="lead">
        {dead > 0 ? <Tag tone="bad">{t("agenciesDead", { n: dead })}</Tag> : null}{" "}
        {waiting > 0 ? <Tag tone="waiting">{t("agenciesWaiting", { n: waiting })}</Tag> : null}
        {dead + waiting === 0 ? <Tag tone="good">{t("agenciesFine")}</Tag> : null}
      </p>
      <AgencyTable agencies={agencies} />
      {stuck.length === 0 ? null : <StuckTable stuck={stuck} />}
    </>
  );
}

function AgencyTable({ agencies }: { agencies: readonly AgencyView[] }) {
  const { t } = useLanguage();
  return (
    <table className="stacked">
      <thead>
        <tr>
          <th scope="col">{t("columnAgency")}</th>
          <th scope="col">{t("columnAgreement")}</th>
          <th scope="col">{t("columnLastUse")}</th>
          <th scope="col">{t("columnNotices")}</th>
        </tr>
      </thead>
      <tbody>
        {agencies.map((agency) => (
          <AgencyRow key={agency.code} agency={agency} />
        ))}
      </tbody>
    </table>
  );
}

function AgencyRow({ agency }: { agency: AgencyView }) {
  const { t, day, time } = useLanguage();
  const client = useQueryClient();
  const resend = useMutation({
    mutationFn: () => resendTo(agency.code),
    onSuccess: () => client.invalidateQueries({ queryKey: ["agencies"] }),
  });
  const from = day(agency.validFrom);
  return (
    <tr>
      <th scope="row">
        {agency.name}
        <span className="under">
          {agency.code} {agency.disabledAt === null ? null : <Tag tone="bad">{t("agencyDisabled")}</Tag>}
        </span>
      </th>
      <td data-label={t("columnAgreement")}>
        {agency.validUntil === null ? t("agreementFrom", { from }) : t("agreementSpan", { from, until: day(agency.validUntil) })}
        <span className="under">{agency.purpose}</span>
        {agency.adjudicates ? <span className="under">{t("agencyAdjudicates")}</span> : null}
      </td>
      <td data-label={t("columnLastUse")}>{agency.lastUsedAt === null ? t("neverUsed") : time(agency.lastUsedAt)}</td>
      <td data-label={t("columnNotices")}>
        <div className="actions">
          {agency.dead > 0 ? <Tag tone="bad">{t("agenciesDead", { n: agency.dead })}</Tag> : null}
          {agency.waiting > 0 ? <Tag tone="waiting">{t("agenciesWaiting", { n: agency.waiting })}</Tag> : null}
          {agency.waiting + agency.dead === 0 ? <Tag tone="good">{t("agenciesFine")}</Tag> : null}
          {agency.waiting + agency.dead > 0 && agency.disabledAt === null ? (
            <Button variant="default" size="xs" loading={resend.isPending} onClick={() => resend.mutate()}>
              {t("resendDo", { agency: agency.name })}
            </Button>
          ) : null}
        </div>
        {resend.error === null ? null : <Trouble error={resend.error} />}
      </td>
    </tr>
  );
}
