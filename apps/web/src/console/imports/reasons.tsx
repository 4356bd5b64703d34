import type { ImportView } from "@dinhdanh/ledger/contract";
import { findingKinds, type FindingKind } from "@dinhdanh/population/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { rejectsAddress } from "../api/calls.ts";
import { useMay, useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

type Reason = ImportView["reasons"][number];

const isKind = (reason: string): reason is FindingKind => Object.hasOwn(findingKinds, reason);

/** Why rows came back, and what is to be cleaned of those that entered: the most frequent first, each figure opening its rows. */
export function Reasons({ view }: { view: ImportView }) {
  const { t, number } = useLanguage();
  const { unit } = useStart();
  const reads = useMay("read-people");
  const done = view.state === "finished";
  const [rejected, found] = (["rejected", "acceptedWithFindings"] as const).map((one) =>
    view.reasons.filter(({ outcome }) => outcome === one),
  );
  const rowsOf = ({ reason, rows, words }: Reason) =>
    done ? (
      <a href={rejectsAddress(view.importId, reason)} download aria-label={t("reasonDownload", { n: rows, reason: words })}>
        {number(rows)}
      </a>
    ) : (
      number(rows)
    );
  const findingsOf = ({ reason, rows, words }: Reason) =>
    reads && isKind(reason) ? (
      <Link
        to="/don-vi/$code/chat-luong"
        params={{ code: unit }}
        search={{ "quy-tac": reason }}
        aria-label={t("reasonOpen", { n: rows, reason: words })}
      >
        {number(rows)}
      </Link>
    ) : (
      number(rows)
    );
  return (
    <div className="reasons">
      <ReasonTable title={t("reasonsRejected")} hint={done ? t("reasonsRejectedHint") : null} reasons={rejected ?? []} rowsOf={rowsOf} />
      <ReasonTable title={t("reasonsFound")} hint={t("reasonsFoundHint")} reasons={found ?? []} rowsOf={findingsOf} />
    </div>
  );
}

type TableProps = { title: string; hint: string | null; reasons: readonly Reason[]; rowsOf: (reason: Reason) => ReactNode };

function ReasonTable({ title, hint, reasons, rowsOf }: TableProps) {
  const { t } = useLanguage();
  if (reasons.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("reasonWords")}</th>
            <th scope="col" className="num">
              {t("reasonRows")}
            </th>
          </tr>
        </thead>
        <tbody>
          {reasons.map((one) => (
            <tr key={one.reason}>
              <th scope="row">
                {one.words} <code className="mute small">{one.reason}</code>
              </th>
              <td className="num">{rowsOf(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hint === null ? null : <p className="mute small">{hint}</p>}
    </section>
  );
}
