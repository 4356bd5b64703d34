import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { coverageQuery, unitQuery } from "../api/queries.ts";
import { useOfficer, useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

type Props = { unit: string; onChange: (code: string) => void };

/** For who is in charge of several units: down to one of them, and back up. An officer of a commune has nothing to choose. */
export function UnitChoice({ unit, onChange }: Props) {
  const { t } = useLanguage();
  const { scope } = useOfficer();
  const { asOf } = useStart();
  const here = useQuery(unitQuery(unit, asOf));
  const below = useQuery(coverageQuery({ unit, asOf, borders: "day" }));
  if (here.data === undefined || (unit === scope && here.data.level === "commune")) return null;
  const above = here.data.ancestors;
  const within = above.slice(
    Math.max(
      0,
      above.findIndex(({ code }) => code === scope),
    ),
  );
  const up = unit === scope ? [] : within;
  const data = [...up, here.data, ...(below.data?.children ?? []).map((row) => ({ code: row.unit, name: row.name }))];
  return (
    <label className="filter">
      <span>{t("deskUnit")}</span>
      <NativeSelect
        size="xs"
        value={unit}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        data={data.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </label>
  );
}
