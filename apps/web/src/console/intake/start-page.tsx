import { Button } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay, useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { Drafts } from "./drafts.tsx";
import { FindPerson } from "./find-person.tsx";
import { type KindDraft, usualCircumstance } from "./kind-fields.tsx";
import { type KeptWork, useKeptWork } from "./kept-work.ts";
import { useOpenDraft } from "./open-draft.ts";
import { prefetchPortraitEye } from "./portrait/load-eye.ts";
import { RegisterPerson } from "./register-person.tsx";

const route = getRouteApi("/trong/thu-nhan");

/** Who has come to the counter, and what for. */
export function StartPage() {
  const { t } = useLanguage();
  const mayCollect = useMay("collect");
  const { kept, keep } = useKeptWork(useOfficer().code);
  const { nguoi: personId } = route.useSearch();
  const navigate = useNavigate();
  const turnTo = (nguoi: string | undefined) => void navigate({ to: "/thu-nhan", search: { nguoi } });
  useTitle(t("navIntake"));
  useEffect(() => {
    prefetchPortraitEye();
    // the wizard's code is there before the draft is open
    void import("./wizard-page.tsx");
  }, []);
  const goOn = (dossierId: string) => void navigate({ to: "/thu-nhan/$dossierId", params: { dossierId } });
  const open = useOpenDraft(keep, goOn);
  if (!mayCollect) {
    return (
      <>
        <h1>{t("intakeClosedTitle")}</h1>
        <p className="lead">{t("intakeClosedLead")}</p>
      </>
    );
  }
  if (personId !== undefined) {
    return <RegisterPerson personId={personId} keep={keep} open={open} onBack={() => turnTo(undefined)} />;
  }
  const resume = (work: KeptWork) => {
    const kind = (work.typed.kind ?? { kind: "first", circumstance: usualCircumstance("first"), throughGuardian: "" }) as KindDraft;
    if (work.opening === undefined) goOn(work.dossierId);
    else open.mutate({ opening: work.opening, kind });
  };
  return (
    <>
      <h1>{t("intakeTitle")}</h1>
      {kept === null || kept === undefined ? null : <Resume busy={open.isPending} onResume={() => resume(kept)} />}
      {open.error === null ? null : <Trouble error={open.error} />}
      <FindPerson onFound={turnTo} />
      <Drafts />
    </>
  );
}

/** F2 because the cursor stands in the finder, where every letter is typed text. */
function Resume({ busy, onResume }: { busy: boolean; onResume: () => void }) {
  const { t } = useLanguage();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F2") return;
      event.preventDefault();
      onResume();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  return (
    <div className="resume">
      <p>{t("resumeLead")}</p>
      <Button loading={busy} onClick={onResume}>
        {t("resume")}
        <kbd className="on-button">F2</kbd>
      </Button>
    </div>
  );
}
