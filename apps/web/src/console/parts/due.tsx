import { daysBetween } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { Tag } from "./tag.tsx";

/** A day by which something is due, and how far off it is. */
export function Due({ on, today }: { on: string | null; today: string }) {
  const { t, day } = useLanguage();
  if (on === null) return <span className="mute">{t("noDue")}</span>;
  const left = daysBetween(today, on);
  if (left < 0)
    return (
      <>
        {day(on)} <Tag tone="bad">{t("dueOver", { n: -left })}</Tag>
      </>
    );
  return (
    <>
      {day(on)} <span className="mute small">{left === 0 ? t("dueToday") : t("dueIn", { n: left })}</span>
    </>
  );
}
