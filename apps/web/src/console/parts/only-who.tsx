import type { Action } from "@dinhdanh/staff/contract";
import type { ReactNode } from "react";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

/** Shows the page to those whose role permits it; to others, why not. */
export function OnlyWho({ may, title, lead, children }: { may: Action; title: Word; lead: Word; children: ReactNode }) {
  const { t } = useLanguage();
  const open = useMay(may);
  if (open) return children;
  return (
    <>
      <h1>{t(title)}</h1>
      <p className="lead">{t(lead)}</p>
    </>
  );
}
