import { NativeSelect } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useStart, useView } from "../routing/use-view.ts";
import { DayStepper } from "../parts/day-stepper.tsx";
import { useLanguage } from "../words/language.tsx";
import { useChangeView } from "./use-change-view.ts";

const route = getRouteApi("/trong/don-vi/$code");
const cohort = "2004-2008";

/** The day, whose borders, and which birth years: what every figure of the page depends on. */
export function Filters() {
  const { t } = useLanguage();
  const { sinh } = route.useSearch();
  const { firstDay, lastDay } = useStart();
  const { asOf, borders } = useView();
  const change = useChangeView();
  return (
    <div className="filters">
      <DayStepper label={t("dayLabel")} value={asOf} first={firstDay} last={lastDay} onChange={(ngay) => change({ ngay })} />
      <label className="filter">
        <span>{t("bordersLabel")}</span>
        <NativeSelect
          size="xs"
          value={borders}
          onChange={({ currentTarget }) => change({ "dia-gioi": currentTarget.value === "today" ? "nay" : undefined })}
          data={[
            { value: "day", label: t("bordersDay") },
            { value: "today", label: t("bordersToday") },
          ]}
        />
      </label>
      <label className="filter">
        <span>{t("cohortLabel")}</span>
        <NativeSelect
          size="xs"
          value={sinh ?? ""}
          onChange={({ currentTarget }) => change({ sinh: currentTarget.value === "" ? undefined : currentTarget.value })}
          data={[
            { value: "", label: t("cohortAll") },
            { value: cohort, label: t("cohortPupils") },
          ]}
        />
      </label>
    </div>
  );
}
