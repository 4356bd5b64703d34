import { useLanguage } from "../words/language.tsx";

/** The system's name; where what it shows is simulated, that too. */
export function Brand({ simulated }: { simulated: boolean }) {
  const { t } = useLanguage();
  return (
    <span className="brand">
      {t("appName")}
      {simulated ? <span className="simulated">{t("simulated")}</span> : null}
    </span>
  );
}
