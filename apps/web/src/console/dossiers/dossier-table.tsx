import { causes, dossierKinds, type DossierPage, type DossierRow, isFinal } from "@dinhdanh/dossiers/contract";
import { Link, useSearch } from "@tanstack/react-router";
import { dossierPageSize } from "../api/dossier-queries.ts";
import { Blank } from "../parts/blank.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { type Paged, PagedRows } from "../parts/paged-list.tsx";
import { Tag } from "../parts/tag.tsx";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { Held } from "./held.tsx";
import { StateTag } from "./state-tag.tsx";

export function DossierTable({ pages, ...paged }: Paged<DossierPage>) {
  const { t, number } = useLanguage();
  const dossiers = pages.flatMap((page) => page.dossiers);
  const total = pages[0]?.total ?? 0;
  const next = Math.min(dossierPageSize, total - dossiers.length);
  if (dossiers.length === 0) return <NoDossier />;
  return (
    <PagedRows
      {...{
        paged,
        count: dossiers.length,
        shown: t("dossiersShown", { shown: number(dossiers.length), total }),
        more: t("dossiersMore", { n: next }),
      }}
    >
      <table className="people dossiers">
        <thead>
          <tr>
            <th scope="col">{t("columnName")}</th>
            <th scope="col">{t("columnBorn")}</th>
            <th scope="col">{t("intakeKind")}</th>
            <th scope="col">{t("dossierColumnState")}</th>
            <th scope="col">{t("columnCollectedIn")}</th>
            <th scope="col" className="num">
              {t("columnStageDue")}
            </th>
            <th scope="col" className="num">
              {t("dossierColumnDue")}
            </th>
          </tr>
        </thead>
        <tbody>
          {dossiers.map((dossier) => (
            <Row key={dossier.dossierId} dossier={dossier} />
          ))}
        </tbody>
      </table>
    </PagedRows>
  );
}

/** None at all, or none that fits: two different things to say. */
function NoDossier() {
  const { t } = useLanguage();
  const mayCollect = useMay("collect");
  const filtered = Object.values(useSearch({ from: "/trong/ho-so" })).some((value) => value !== undefined);
  if (filtered) return <Blank action={<Link to="/ho-so">{t("clearFilters")}</Link>}>{t("dossiersNone")}</Blank>;
  return <Blank action={mayCollect ? <LinkButton to="/thu-nhan">{t("navIntake")}</LinkButton> : undefined}>{t("dossiersNoneYet")}</Blank>;
}

function Row({ dossier }: { dossier: DossierRow }) {
  const { t, say, day } = useLanguage();
  const { dossierId, fullName, birthDate, kind, state, unitName, causes: why, stageDueOn, dueOn, overdue, manualReview } = dossier;
  // nothing is due of what has ended
  const due = isFinal(state) ? null : dueOn;
  return (
    <tr data-line>
      <th scope="row">
        <Link data-row to="/ho-so/$dossierId" params={{ dossierId }}>
          {fullName}
        </Link>
      </th>
      <td>{birthDate === null ? t("bornUnknown") : day(birthDate)}</td>
      <td>{say(dossierKinds[kind])}</td>
      <td>
        <StateTag state={state} />
        {why.length === 0 ? null : <span className="row-causes small">{why.map((cause) => say(causes[cause].text)).join(", ")}</span>}
        <Held dossier={dossier} />
        {manualReview ? <span className="row-causes small mute">{t("inSample")}</span> : null}
      </td>
      <td>{unitName}</td>
      <td className="num">{stageDueOn === null ? "" : day(stageDueOn)}</td>
      <td className="num" data-label={due === null ? "" : t("dossierColumnDue")}>
        {due === null ? "" : day(due)}
        {overdue ? (
          <>
            {" "}
            <Tag tone="bad">{t("late")}</Tag>
          </>
        ) : null}
      </td>
    </tr>
  );
}
