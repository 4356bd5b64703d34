import { Link } from "@tanstack/react-router";
import { useLanguage } from "../words/language.tsx";

export function NotFound() {
  const { t } = useLanguage();
  return (
    <main className="page" id="content">
      <h1>{t("notFoundTitle")}</h1>
      <p className="lead">{t("notFoundLead")}</p>
      <p>
        <Link to="/">{t("goToOverview")}</Link>
      </p>
    </main>
  );
}
