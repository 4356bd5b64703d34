import { useLanguage } from "../words/language.tsx";
import { ageAt } from "../words/format.ts";

/** Year or date of birth with the age on the day that is shown. */
export function Born({ birthDate, asOf }: { birthDate: string | null; asOf: string }) {
  const { t, day } = useLanguage();
  if (birthDate === null) return <span className="mute">{t("bornUnknown")}</span>;
  return (
    <>
      {day(birthDate)} <span className="mute small">· {t("age", { n: ageAt(birthDate, asOf) })}</span>
    </>
  );
}

/** A number that a phone dials at once. */
export function PhoneLink({ phone, name, button = false }: { phone: string | null; name: string; button?: boolean }) {
  const { t } = useLanguage();
  if (phone === null) return button ? null : <span className="mute small">{t("noPhone")}</span>;
  return (
    <a className={button ? "call" : "figure"} href={`tel:${phone.replace(/[^+\d]/g, "")}`} aria-label={t("callPerson", { name, phone })}>
      {button ? t("call") : phone}
    </a>
  );
}
