import type { FindingQueue } from "@dinhdanh/campaign/contract";
import { type FindingKind, qualityRules } from "@dinhdanh/population/contract";
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { checkSheet, findingsQuery } from "../api/quality-calls.ts";
import { Blank } from "../parts/blank.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { saveFile } from "../people/save-file.ts";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { sexWord } from "../words/tables.ts";

type Props = { unit: string; asOf: string; kind: FindingKind | undefined };

/** The commune's work: what blocks a dossier first, then the oldest; as a sheet for house-to-house checks, too. */
export function FindingList({ unit, asOf, kind }: Props) {
  const { t, number, locale } = useLanguage();
  const queue = useInfiniteQuery(findingsQuery({ unit, asOf }, kind));
  const sheet = useMutation({
    mutationFn: () => checkSheet({ unit, asOf, lang: locale, ...(kind === undefined ? {} : { kind }) }),
    onSuccess: (file) => saveFile(file, `check-${unit}-${asOf}.xlsx`),
  });
  const findings = queue.data?.pages.flatMap((page) => page.findings) ?? [];
  const total = queue.data?.pages[0]?.total ?? 0;
  const mayExport = useMay("export");
  return (
    <section className="quality-work">
      <div className="tools">
        <h2>{t("qualityQueue", { n: total })}</h2>
        {mayExport && total > 0 ? (
          <Button variant="default" loading={sheet.isPending} onClick={() => sheet.mutate()}>
            {t("qualitySheet")}
          </Button>
        ) : null}
      </div>
      {sheet.error === null ? null : <Trouble error={sheet.error} />}
      {queue.error === null ? null : <Trouble error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.isPending ? <Bars rows={6} height={28} /> : null}
      {queue.isSuccess && total === 0 ? <Blank>{t("qualityQueueNone")}</Blank> : null}
      {total === 0 ? null : <FindingRows findings={findings} />}
      {total === 0 ? null : (
        <div className="list-foot">
          <span className="mute">{t("shownOf", { shown: number(findings.length), total })}</span>
          {queue.hasNextPage ? (
            <Button variant="default" loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
              {t("loadMore", { n: Math.min(50, total - findings.length) })}
            </Button>
          ) : null}
        </div>
      )}
    </section>
  );
}

function FindingRows({ findings }: { findings: FindingQueue["findings"] }) {
  const { t } = useLanguage();
  return (
    <table className="quality-queue">
      <thead>
        <tr>
          <th scope="col">{t("qualityPerson")}</th>
          <th scope="col">{t("qualityFinding")}</th>
          <th scope="col" className="quality-given">
            {t("qualityGiven")}
          </th>
          <th scope="col" className="num">
            {t("qualityFoundAt")}
          </th>
        </tr>
      </thead>
      <tbody>
        {findings.map((one) => (
          <FindingRow key={`${one.personId} ${one.kind} ${one.field}`} finding={one} />
        ))}
      </tbody>
    </table>
  );
}

function FindingRow({ finding }: { finding: FindingQueue["findings"][number] }) {
  const { t, say, day } = useLanguage();
  const { personId, fullName, birthDate, address, kind, field, given, conflict, foundAt } = finding;
  const rule = Object.hasOwn(qualityRules, kind) ? qualityRules[kind as FindingKind] : undefined;
  return (
    <tr data-line>
      <th scope="row">
        <Link data-row to="/cong-dan/$personId" params={{ personId }} search={{ "muc-dich": "verify" }}>
          {fullName}
        </Link>
        <span className="quality-mend">
          {[birthDate === null ? null : day(birthDate), address].filter((part) => part !== null).join(" · ")}
        </span>
      </th>
      <td>
        {rule === undefined ? kind : say(rule.text)}
        {conflict ? <span className="quality-blocks"> ■ {t("qualityBlocks")}</span> : null}
        {rule === undefined ? null : <span className="quality-mend">{say(rule.mend)}</span>}
      </td>
      <td className="quality-given">{field === "sex" ? t(sexWord(given)) : given}</td>
      <td className="num">{day(foundAt.slice(0, 10))}</td>
    </tr>
  );
}
