import { Button } from "@mantine/core";
import type { ImportView } from "@dinhdanh/ledger/contract";
import { Link } from "@tanstack/react-router";
import { rejectsAddress } from "../api/calls.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { useMay } from "../routing/use-view.ts";
import { Reasons } from "./reasons.tsx";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

type Report = NonNullable<ImportView["report"]>;

const counts = [
  ["read", "reportRead"],
  ["accepted", "reportAccepted"],
  ["acceptedWithFindings", "reportFindings"],
  ["unchanged", "reportUnchanged"],
  ["rejected", "reportRejected"],
] as const satisfies readonly (readonly [keyof Report, Word])[];

/** Every row is accounted for once: the counts add up to what was read. */
function Counts({ report }: { report: Report }) {
  const { t, number } = useLanguage();
  return (
    <dl className="stages stages-five">
      {counts.map(([key, word]) => (
        <div className="stage" key={key}>
          <dt>{t(word)}</dt>
          <dd>
            <b>{number(report[key])}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Records of the file that may be of somebody who was there already. */
function Duplicates({ pairs }: { pairs: number | null | undefined }) {
  const { t } = useLanguage();
  const judges = useMay("adjudicate");
  if (pairs === undefined) return null;
  if (pairs === null) return <p>{t("importDuplicatesLater")}</p>;
  return (
    <p>
      {t("importDuplicates", { n: pairs, count: pairs })} {judges && pairs > 0 ? <Link to="/trung-lap">{t("navDuplicates")}</Link> : null}
    </p>
  );
}

function Rejects({ view, report }: { view: ImportView; report: Report }) {
  const { t } = useLanguage();
  if (report.rejected === 0) return null;
  return (
    <div className="stack">
      <p>{t("rejectsHint")}</p>
      <div>
        <Button component="a" href={rejectsAddress(view.importId)} download>
          {t("downloadRejects")}
        </Button>
      </div>
    </div>
  );
}

export function Finished({ view }: { view: ImportView }) {
  const { t } = useLanguage();
  const { report, fileName } = view;
  const rejected = report?.rejected ?? 0;
  return (
    <>
      <h1>{rejected === 0 ? t("finishedTitle", { file: fileName }) : t("finishedRejected", { file: fileName, n: rejected })}</h1>
      {report === null ? null : (
        <>
          <p className="lead">
            {t("reportSum", {
              read: report.read,
              accepted: report.accepted,
              findings: report.acceptedWithFindings,
              unchanged: report.unchanged,
              rejected,
            })}
          </p>
          <Counts report={report} />
          <Duplicates pairs={report.duplicatePairs} />
          <Rejects view={view} report={report} />
          <Reasons view={view} />
        </>
      )}
      <p className="actions">
        <LinkButton variant="default" to="/nhap-du-lieu">
          {t("importAnother")}
        </LinkButton>
      </p>
    </>
  );
}

export function Failed({ view }: { view: ImportView }) {
  const { t } = useLanguage();
  return (
    <>
      <h1>{t("failedTitle", { file: view.fileName })}</h1>
      <div className="trouble" role="alert">
        <p className="trouble-what">{view.problem ?? t("problemServer")}</p>
        <p>{t("failedNext")}</p>
      </div>
      {view.report === null ? null : <Counts report={view.report} />}
      <p className="actions">
        <LinkButton to="/nhap-du-lieu">{t("importAnother")}</LinkButton>
      </p>
    </>
  );
}
