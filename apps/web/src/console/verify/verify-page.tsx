import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { verifyCard } from "../api/card-calls.ts";
import { sessionQuery } from "../api/queries.ts";
import { Brand } from "../parts/brand.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import { useLanguage } from "../words/language.tsx";
import { EvidenceForm } from "./evidence-form.tsx";
import { Offline } from "./offline.tsx";
import type { Read } from "./read-evidence.ts";
import { VerdictPanel } from "./verdict-panel.tsx";

/** Whether a card is genuine, for whoever is shown one. Nothing of it stands in the address or stays on the page when it is closed. */
export function VerifyPage() {
  const { t } = useLanguage();
  const { data: session } = useQuery(sessionQuery);
  const [fault, setFault] = useState<string>();
  const check = useMutation({ mutationFn: async (read: Read) => ({ read, found: await verifyCard(read.request) }) });
  useTitle(t("verifyTitle"));
  const judge = (read: Read) => {
    setFault(undefined);
    check.mutate(read);
  };
  const fail = (said: string) => {
    check.reset();
    setFault(said);
  };
  return (
    <>
      <header className="top">
        <Brand simulated={session?.demo === true} />
        <span className="top-fill" />
        <LanguageSwitch />
        <Link className="small" to="/dang-nhap">
          {t("toSignIn")}
        </Link>
      </header>
      <main className="page verify" id="content">
        <h1>{t("verifyTitle")}</h1>
        <p className="lead">{t("verifyLead")}</p>
        <div className="verify-columns">
          <EvidenceForm busy={check.isPending} onRead={judge} onFault={fail} />
          <output className="verify-answer">
            {check.isPending ? <p className="mute">{t("verifying")}</p> : null}
            {check.error === null || check.isPending ? null : <Trouble error={check.error} />}
            {check.isPending ? null : fault === undefined ? (
              check.data === undefined ? null : (
                <VerdictPanel evidence={check.data.read.evidence} files={check.data.read.files} found={check.data.found} />
              )
            ) : (
              <VerdictPanel fault={fault} />
            )}
          </output>
        </div>
        <Offline />
      </main>
    </>
  );
}
