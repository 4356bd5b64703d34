import type { DossierRow } from "@dinhdanh/dossiers/contract";
import { useLanguage } from "../words/language.tsx";

/** Nobody can approve it as it lies. */
export const isHeld = ({ hold, state }: DossierRow): boolean => hold !== null || state === "on-hold";

/** Why a dossier of a list waits, in a few words; nothing when it does not. */
export function Held({ dossier: { hold, onHoldFor, state } }: { dossier: DossierRow }) {
  const { t } = useLanguage();
  const says = [
    ...(state === "on-hold" ? [onHoldFor === null ? t("heldOnHold") : t("heldOnHoldFor", { reason: onHoldFor })] : []),
    ...(hold === null ? [] : [t(hold === "changes-waiting" ? "heldChangesWait" : "heldChangesRefused")]),
  ];
  if (says.length === 0) return null;
  return <span className={`row-causes small ${hold === "changes-refused" ? "red" : "amber"}`}>{says.join(" · ")}</span>;
}
