import type { Coverage } from "@dinhdanh/campaign/contract";
import { SegmentedControl } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useMainMeasure, useView } from "../routing/use-view.ts";
import type { SortKey, UnitSearch } from "../routing/url-state.ts";
import { useLanguage } from "../words/language.tsx";
import { switchMeasures } from "../words/tables.ts";
import type { Word } from "../words/words.ts";
import { BacklogTable } from "./backlog-table.tsx";
import { figureOf, isEmpty, sortRows } from "./figures.ts";
import { lacking } from "./roll-note.tsx";
import { UnitRow } from "./unit-row.tsx";
import { useChangeView } from "./use-change-view.ts";

const route = getRouteApi("/trong/don-vi/$code");
/** By the level of the rows: in the borders of today a province holds communes. */
const titles = { country: "byProvince", province: "byProvince", district: "byDistrict", commune: "byCommune" } as const;

/** The units below, the ones with most left to do first: what remains of a measure, or what lies between the stages. */
export function UnitsTable({ coverage }: { coverage: Coverage }) {
  const { t } = useLanguage();
  const { measure } = useView();
  const { bang, "danh-sach": rolls } = route.useSearch();
  const change = useChangeView();
  const rowLevel = coverage.children[0]?.level ?? "commune";
  const backlog = bang === "ton-dong";
  const narrowed = rolls === "thieu" && !backlog;
  return (
    <>
      <div className="tools">
        <h2 ref={useAsked(narrowed)} tabIndex={-1}>
          {t(narrowed ? "lackingTitle" : titles[rowLevel])}
        </h2>
        <SegmentedControl
          aria-label={t("measureSwitch")}
          value={backlog ? "ton-dong" : measure}
          onChange={(value) => change(value === "ton-dong" ? { bang: value } : { "chi-so": value, bang: undefined })}
          data={[...switchMeasures.map(([value, word]) => ({ value, label: t(word) })), { value: "ton-dong", label: t("tableBacklog") }]}
        />
      </div>
      {backlog ? <BacklogTable coverage={coverage} /> : <ProgressTable coverage={coverage} />}
    </>
  );
}

/** The table that a link above it has narrowed takes the focus; one whose address says so from the start does not. */
function useAsked(narrowed: boolean) {
  const head = useRef<HTMLHeadingElement>(null);
  const was = useRef(narrowed);
  useEffect(() => {
    if (narrowed && !was.current) head.current?.focus();
    was.current = narrowed;
  }, [narrowed]);
  return head;
}

function ProgressTable({ coverage }: { coverage: Coverage }) {
  const { t } = useLanguage();
  const { measure } = useView();
  const { chieu, "danh-sach": rolls } = route.useSearch();
  const main = useMainMeasure();
  const sap = useSorting();
  const peopled = coverage.children.filter((row) => !isEmpty(row));
  const empty = coverage.children.length - peopled.length;
  const shown = rolls === "thieu" ? coverage.children.filter(({ roll }) => roll !== "whole") : peopled;
  const rows = sortRows(shown, { key: sap, reversed: chieu === "nguoc" }, measure, main);
  const most = Math.max(1, ...rows.map((row) => figureOf(row, measure, main).remaining));
  const rowLevel = coverage.children[0]?.level ?? "commune";
  const showCommunes = rowLevel !== "commune";
  return (
    <>
      <table className="units">
        <thead>
          <tr>
            <Sortable column="name" word="columnUnit" />
            <Sortable column="remaining" word="columnRemaining" />
            <Sortable column="done" word="columnDone" numeric />
            {measure === main && showCommunes ? <Sortable column="complete" word="columnCommunes" numeric /> : null}
            {measure === main ? (
              <>
                <Sortable column="pace" word="columnPace" />
                <Sortable column="forecast" word="columnForecast" numeric />
                <th scope="col">{t("columnTime")}</th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <UnitRow key={row.unit} row={row} figure={figureOf(row, measure, main)} most={most} communes={showCommunes} />
          ))}
        </tbody>
      </table>
      {rolls === "thieu" ? (
        <p className="empty-units small">
          {rows.length === 0 ? `${t("lackingNone")} ` : null}
          <Link from="/don-vi/$code" to="." search={allUnits} replace resetScroll={false}>
            {t("allUnits")}
          </Link>
        </p>
      ) : empty === 0 ? null : (
        <p className="empty-units small">
          <Link from="/don-vi/$code" to="." search={lacking} replace resetScroll={false}>
            {t("emptyUnits", { n: empty })}
          </Link>
        </p>
      )}
    </>
  );
}

const allUnits = (previous: UnitSearch) => ({ ...previous, "danh-sach": undefined });

/** What the rows are sorted by: as asked, as far as the measure has such a column. */
function useSorting(): SortKey {
  const { sap = "remaining" } = route.useSearch();
  const own = useView().measure === useMainMeasure();
  return own || sap === "name" || sap === "done" ? sap : "remaining";
}

/** A header that sorts; pressing it again turns the order round. */
function Sortable({ column, word, numeric = false }: { column: SortKey; word: Word; numeric?: boolean }) {
  const { t } = useLanguage();
  const { chieu } = route.useSearch();
  const change = useChangeView();
  const active = useSorting() === column;
  const reversed = active && chieu === "nguoc";
  // names and days rise from the top, the others fall
  const rises = (column === "name" || column === "done" || column === "complete" || column === "pace") !== reversed;
  const press = () => change({ sap: column === "remaining" ? undefined : column, chieu: active && !reversed ? "nguoc" : undefined });
  return (
    <th
      scope="col"
      className={`column-${column}${numeric ? " num" : ""}`}
      aria-sort={active ? (rises ? "ascending" : "descending") : "none"}
    >
      <button type="button" className="sort" title={t("sortBy", { column: t(word) })} onClick={press}>
        {t(word)}
        <span aria-hidden="true">{active ? (rises ? " ↑" : " ↓") : ""}</span>
      </button>
    </th>
  );
}
