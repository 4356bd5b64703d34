import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";

type Props = {
  error: Error | null;
  onRetry: () => void;
  /** undefined until the case has come */
  one: { pin: string; lead: string; decision: ReactNode } | undefined;
  /** null until both sides have come */
  sides: ReactNode;
};

/** Two who bear one number: both sides, and the decision beside them. */
export function NumberCase({ error, onRetry, one, sides }: Props) {
  const { t } = useLanguage();
  useTitle(t("casesOneNumber"));
  return (
    <>
      <nav className="crumbs" aria-label={t("wayUp")}>
        <ol>
          <li>
            <Link to="/trung-lap" search={{ loai: "mot-so" }}>
              {t("casesOneNumber")}
            </Link>
          </li>
        </ol>
      </nav>
      <h1>{one === undefined ? t("casesOneNumber") : t("sharedTitle", { pin: formatPin(one.pin) })}</h1>
      {error === null ? null : <Trouble error={error} onRetry={onRetry} />}
      {one === undefined ? (
        error === null && <Bars rows={8} height={36} />
      ) : (
        <>
          <p className="lead">{one.lead}</p>
          <div className="pair-sides">
            {sides ?? (error === null && <Bars rows={12} height={32} />)}
            <aside>{one.decision}</aside>
          </div>
        </>
      )}
    </>
  );
}
