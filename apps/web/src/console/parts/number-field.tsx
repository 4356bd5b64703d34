import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useLanguage } from "../words/language.tsx";

type Props = { label: string; value: number; least: number; most: number; onChange: (n: number) => void };

/** A whole number as text, with the language's grouping; what is no number leaves it as it was. */
export function NumberField({ label, value, least, most, onChange }: Props) {
  const { number } = useLanguage();
  const [typed, setTyped] = useState<string>();
  const change = (text: string) => {
    setTyped(text);
    const n = Number(text.replaceAll(/[.,\s]/g, ""));
    if (text.trim() !== "" && Number.isInteger(n) && n >= least) onChange(Math.min(n, most));
  };
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? number(value)}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      onBlur={() => setTyped(undefined)}
    />
  );
}
