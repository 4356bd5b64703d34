import { parsePartialDate } from "@dinhdanh/kernel/contract";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useLanguage } from "../words/language.tsx";

type Props = { label: string; value: string; onChange: (day: string) => void; required?: boolean; size?: "xs" };

/** A day of a form, typed in the language's own order: the browser's field follows the machine's language, and many read 4/3 as the third of April. */
export function DayInput({ label, value, onChange, required = false, size }: Props) {
  const { t, day, locale } = useLanguage();
  const [typed, setTyped] = useState(value === "" || locale === "en" ? value : day(value));
  const [left, setLeft] = useState(false);
  const type = (text: string) => {
    setTyped(text);
    setLeft(false);
    onChange(wholeDay(text));
  };
  return (
    <TextInput
      label={label}
      placeholder={t("birthDateForm")}
      inputMode="numeric"
      autoComplete="off"
      value={typed}
      required={required}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onBlur={() => setLeft(true)}
      error={left && typed.trim() !== "" && wholeDay(typed) === "" ? t("dayMalformed") : undefined}
      {...(size === undefined ? {} : { size })}
    />
  );
}

/** `yyyy-mm-dd`; empty when the text is no whole day. */
function wholeDay(text: string): string {
  const parsed = parsePartialDate(text);
  return parsed.kind === "date" && parsed.date.length === 10 ? parsed.date : "";
}
