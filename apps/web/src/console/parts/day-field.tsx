import { parsePartialDate } from "@dinhdanh/kernel/contract";
import { useState } from "react";
import { useLanguage } from "../words/language.tsx";

type Props = { label: string; value: string; first: string; last: string; onChange: (day: string) => void };

/** A day as text, in the language's own order; the browser's own field would follow the machine's language instead. */
export function DayField({ label, value, first, last, onChange }: Props) {
  const { day, locale } = useLanguage();
  const [typed, setTyped] = useState<string>();
  const shown = locale === "vi" ? day(value) : value;
  const commit = () => {
    const parsed = parsePartialDate(typed ?? shown);
    setTyped(undefined);
    if (parsed.kind !== "date" || parsed.date.length !== 10) return;
    const next = parsed.date < first ? first : parsed.date > last ? last : parsed.date;
    if (next !== value) onChange(next);
  };
  return (
    <input
      className="day-field"
      aria-label={label}
      title={label}
      inputMode="numeric"
      value={typed ?? shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setTyped(undefined);
      }}
    />
  );
}
