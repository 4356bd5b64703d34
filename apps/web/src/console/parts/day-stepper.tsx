import { addDays, toDay } from "@dinhdanh/kernel/contract";
import { useLanguage } from "../words/language.tsx";
import { DayField } from "./day-field.tsx";

type Props = { label: string; value: string; first: string; last: string; onChange: (day: string) => void };

/** A day that can be typed, or stepped through. */
export function DayStepper({ label, value, first, last, onChange }: Props) {
  const { t } = useLanguage();
  const step = (days: number) => onChange(addDays(toDay(value), days));
  return (
    <span className="stepper">
      <button type="button" aria-label={t("dayBefore")} disabled={value <= first} onClick={() => step(-1)}>
        ‹
      </button>
      <DayField label={label} value={value} first={first} last={last} onChange={onChange} />
      <button type="button" aria-label={t("dayAfter")} disabled={value >= last} onClick={() => step(1)}>
        ›
      </button>
    </span>
  );
}
