import { parsePartialDate } from "@dinhdanh/kernel/contract";
import { Popover } from "@mantine/core";
import { useId, useState } from "react";
import { useLanguage } from "../words/language.tsx";

type Props = { label: string; value: string; first: string; last: string; onChange: (day: string) => void };
/** What is being typed in the place of a day, until that day is another. */
type Typed = { over: string; text: string; wrong: boolean };

/** A day as text, in the language's own order; the browser's own field would follow the machine's language instead. */
export function DayField({ label, value, first, last, onChange }: Props) {
  const { t, day, locale } = useLanguage();
  const id = useId();
  const [kept, setTyped] = useState<Typed>();
  const typed = kept?.over === value ? kept : undefined;
  const commit = () => {
    if (typed === undefined) return;
    const parsed = parsePartialDate(typed.text);
    if (parsed.kind !== "date" || parsed.date.length !== 10) return setTyped({ ...typed, wrong: true });
    setTyped(undefined);
    const next = parsed.date < first ? first : parsed.date > last ? last : parsed.date;
    if (next !== value) onChange(next);
  };
  const wrong = typed?.wrong === true;
  return (
    <Popover opened={wrong} position="bottom" withRoles={false}>
      <Popover.Target>
        <input
          className="day-field"
          aria-label={label}
          aria-invalid={wrong}
          aria-describedby={wrong ? id : undefined}
          title={label}
          inputMode="numeric"
          value={typed?.text ?? (locale === "vi" ? day(value) : value)}
          onChange={(event) => setTyped({ over: value, text: event.target.value, wrong: false })}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape") setTyped(undefined);
          }}
        />
      </Popover.Target>
      <Popover.Dropdown id={id} className="day-wrong small" role="alert">
        {t("dayMalformed")}
      </Popover.Dropdown>
    </Popover>
  );
}
