import type { FindingQueue, Quality } from "@dinhdanh/campaign/contract";
import { type FindingKind, qualityRules } from "@dinhdanh/population/contract";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { checkSheet, findingsQuery } from "../api/quality-calls.ts";
import { GiveFindings, keyOf, nonePicked, type Picked, type Where } from "./give-findings.tsx";
import { OwnerChoice } from "./owner-table.tsx";
import { FindingOwnerCell } from "../parts/finding-owner.tsx";
import { Blank } from "../parts/blank.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { FileButton, useFileMaking } from "../parts/file-making.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { shown } from "../person/shown-value.ts";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

type Props = Where & { owners: NonNullable<Quality["owners"]> };

/** The commune's work: what blocks a dossier first, then the oldest; as a sheet for house-to-house checks, too. */
export function FindingList({ unit, asOf, kind, owner, owners }: Props) {
  const { t, locale } = useLanguage();
  const queue = useInfiniteQuery(findingsQuery({ unit, asOf }, { kind, owner }));
  const filter = { unit, asOf, kind, owner };
  const sheet = useFileMaking((signal) => checkSheet({ ...filter, lang: locale }, signal), `check-${unit}-${asOf}.xlsx`);
  const findings = queue.data?.pages.flatMap((page) => page.findings) ?? [];
  const total = queue.data?.pages[0]?.total ?? 0;
  const mayExport = useMay("export");
  return (
    <section className="quality-work">
      <div className="tools">
        {queue.isLoadingError ? null : <h2>{t("qualityQueue", { n: total })}</h2>}
        <div className="file-tools">
          <OwnerChoice owners={owners} owner={owner} />
          {mayExport && total > 0 ? (
            <FileButton variant="default" file={sheet}>
              {t("qualitySheet")}
            </FileButton>
          ) : null}
        </div>
      </div>
      {sheet.error === null ? null : <Trouble error={sheet.error} onRetry={sheet.make} />}
      {queue.error === null ? null : <Trouble error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.isPending ? <Bars rows={6} height={28} /> : null}
      {queue.isSuccess && total === 0 ? <Blank action={<EveryFinding {...filter} />}>{t("qualityQueueNone")}</Blank> : null}
      {total === 0 ? null : (
        <>
          <Work key={JSON.stringify(filter)} where={filter} findings={findings} total={total} />
          <ListFoot
            shown={findings.length}
            total={total}
            busy={queue.isFetchingNextPage}
            onMore={queue.hasNextPage ? () => void queue.fetchNextPage() : undefined}
          />
        </>
      )}
    </section>
  );
}

type WorkProps = { where: Where; findings: FindingQueue["findings"]; total: number };

/** The list, with what is chosen of it: of another list nothing is chosen yet. */
function Work({ where, findings, total }: WorkProps) {
  const mayMend = useMay("mend");
  const [picked, setPicked] = useState(nonePicked);
  if (!mayMend) return <FindingRows findings={findings} here={where.unit} />;
  return (
    <>
      <GiveFindings where={where} findings={findings} total={total} picked={picked} onPick={setPicked} />
      <FindingRows findings={findings} here={where.unit} picked={picked} onPick={setPicked} />
    </>
  );
}

type FootProps = { shown: number; total: number; busy: boolean; onMore: (() => void) | undefined };

function ListFoot({ shown: n, total, busy, onMore }: FootProps) {
  const { t, number } = useLanguage();
  return (
    <div className="list-foot">
      <span className="mute">{t("qualityShown", { shown: number(n), total })}</span>
      {onMore === undefined ? null : (
        <Button variant="default" loading={busy} onClick={onMore}>
          {t("qualityMore", { n: Math.min(50, total - n) })}
        </Button>
      )}
    </div>
  );
}

/** The way back from a rule or an owner of whom there are none left. */
function EveryFinding({ kind, owner }: Pick<Where, "kind" | "owner">) {
  const { t } = useLanguage();
  if (kind === undefined && owner === undefined) return null;
  return (
    <Link to="." search={(previous) => ({ ...previous, "quy-tac": undefined, "phu-trach": undefined })} resetScroll={false}>
      {t("qualityEveryFinding")}
    </Link>
  );
}

type RowsProps = {
  findings: FindingQueue["findings"];
  here: string;
  /** left out where nothing can be chosen */
  picked?: Picked;
  onPick?: (picked: Picked) => void;
};

/** `here`: the unit whose work this is; the name of another stands beside each person, and its officers are not offered. */
function FindingRows({ findings, here, picked, onPick }: RowsProps) {
  const { t } = useLanguage();
  const picks = (key: string) => picked === "all" || picked?.has(key) === true;
  const pick = (key: string, checked: boolean) =>
    onPick?.(new Set(findings.map(keyOf).filter((each) => (each === key ? checked : picks(each)))));
  return (
    <table className="quality-queue stacked">
      <thead>
        <tr>
          {picked === undefined ? null : (
            <td className="quality-pick">
              <span className="hidden">{t("giveChoose")}</span>
            </td>
          )}
          <th scope="col">{t("qualityPerson")}</th>
          <th scope="col">{t("qualityFinding")}</th>
          <th scope="col" className="quality-given">
            {t("qualityGiven")}
          </th>
          <th scope="col" className="num">
            {t("qualityFoundAt")}
          </th>
          <th scope="col" className="quality-owner">
            {t("findingOwner")}
          </th>
        </tr>
      </thead>
      <tbody>
        {findings.map((one) => (
          <FindingRow
            key={keyOf(one)}
            finding={one}
            here={here}
            {...(picked === undefined ? {} : { ticked: picks(keyOf(one)), onTick: (checked) => pick(keyOf(one), checked) })}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { finding: FindingQueue["findings"][number]; here: string; ticked?: boolean; onTick?: (checked: boolean) => void };

function FindingRow({ finding, here, ticked, onTick }: RowProps) {
  const language = useLanguage();
  const { t, say, day } = language;
  const { personId, fullName, birthDate, address, unit, unitName, kind, field, given, conflict, foundAt, owner } = finding;
  const rule = Object.hasOwn(qualityRules, kind) ? qualityRules[kind as FindingKind] : undefined;
  const place = [address, unit === here ? null : unitName].filter((part) => part !== null && part !== "").join(", ");
  return (
    <tr data-line>
      {ticked === undefined ? null : (
        <td className="quality-pick">
          <label>
            <input
              type="checkbox"
              checked={ticked}
              aria-label={t("giveTick", { about: rule === undefined ? fullName : `${fullName}, ${say(rule.text)}` })}
              onChange={({ target: { checked } }) => onTick?.(checked)}
            />
          </label>
        </td>
      )}
      <th scope="row">
        <Link data-row to="/cong-dan/$personId" params={{ personId }} search={{ "muc-dich": "verify" }}>
          {fullName}
        </Link>
        <span className="quality-mend">{[birthDate === null ? "" : day(birthDate), place].filter((part) => part !== "").join(" · ")}</span>
      </th>
      <td className="quality-what">
        {rule === undefined ? kind : say(rule.text)}
        {conflict ? <span className="quality-blocks"> ■ {t("qualityBlocks")}</span> : null}
        {rule === undefined ? null : <span className="quality-mend">{say(rule.mend)}</span>}
      </td>
      <td className="quality-given" data-label={t("qualityGiven")}>
        {given === "" ? null : shown(field, given, language)}
      </td>
      <td className="num" data-label={t("qualityFoundAt")}>
        {day(foundAt)}
      </td>
      <td className="quality-owner" data-label={t("findingOwner")}>
        <FindingOwnerCell {...{ personId, kind, field, owner, unitName }} unit={unit === here ? unit : undefined} of={fullName} />
      </td>
    </tr>
  );
}
