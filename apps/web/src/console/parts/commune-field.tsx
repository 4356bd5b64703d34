import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { unitsFoundQuery } from "../api/queries.ts";
import { useLanguage } from "../words/language.tsx";

type Props = {
  label: string;
  value: string;
  /** the day in whose borders it lies */ on: string;
  required: boolean;
  onChange: (code: string) => void;
};

/** The code of a commune. Nobody knows these by heart: a name that is typed offers those that bear it, and a code says whose it is. */
export function CommuneField({ label, value, on, required, onChange }: Props) {
  const { t } = useLanguage();
  const id = useId();
  const [search] = useDebouncedValue(value.trim(), 250);
  const found = useQuery(unitsFoundQuery(search, on));
  const communes = (found.data ?? []).filter(({ level }) => level === "commune");
  const named = ({ name, parentName }: (typeof communes)[number]) => [name, parentName].filter((part) => part !== null).join(", ");
  const chosen = communes.find(({ code }) => code === value.trim());
  return (
    <>
      <TextInput
        label={label}
        description={chosen === undefined ? t("communeFieldNote") : named(chosen)}
        list={id}
        autoComplete="off"
        value={value}
        withAsterisk={required}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <datalist id={id}>
        {communes.map((commune) => (
          <option key={commune.unitId} value={commune.code}>
            {named(commune)}
          </option>
        ))}
      </datalist>
    </>
  );
}
