import { type PortraitMeasurements, stepNames } from "@dinhdanh/dossiers/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { saveImage } from "../../api/dossier-calls.ts";
import { Trouble } from "../../parts/trouble.tsx";
import { useLanguage } from "../../words/language.tsx";
import { CameraView } from "../portrait/camera-view.tsx";
import type { Look, ReadLook } from "../portrait/eye.ts";
import { loadPortraitEye } from "../portrait/load-eye.ts";
import { jpegOf } from "../portrait/picture.ts";
import { PortraitFile } from "../portrait/portrait-file.tsx";
import { TakenPortrait } from "../portrait/taken-portrait.tsx";
import { focusFirst } from "../step-form.tsx";
import { StepFrame } from "../step-frame.tsx";
import { useNoteCapture } from "../use-note-capture.ts";
import { useStep } from "../use-step.ts";
import { useWizard } from "../wizard.ts";

type Draft = { measurements: PortraitMeasurements; faults: Look["faults"]; kept: string } | null;

/** From the camera or a file: judged here while the person is still there, sent, and judged again by the server. */
export function PortraitStep() {
  const { t, say } = useLanguage();
  const { dossier } = useWizard();
  const eye = useQuery({ queryKey: ["portrait-eye"], queryFn: loadPortraitEye, staleTime: Infinity, gcTime: Infinity, retry: 1 });
  const taken = dossier.captures.find(({ slot }) => slot === "portrait");
  const [again, setAgain] = useState(false);
  const step = useStep<"portrait", Draft>("portrait", {
    start: (saved) => (saved === undefined ? null : { measurements: saved.measurements, faults: [], kept: saved.kept ?? "" }),
    read: (draft) => {
      if (draft === null || taken === undefined) return { missing: "portraitMissing" };
      const kept = draft.kept.trim();
      if (draft.faults.length > 0 && kept === "") return { missing: "portraitKeptMissing" };
      return { content: kept === "" ? { measurements: draft.measurements } : { measurements: draft.measurements, kept } };
    },
  });
  const take = useTake((look) => {
    step.change({ measurements: look.measures, faults: look.faults, kept: "" });
    setAgain(false);
  });
  const showCamera = taken === undefined || again;
  // taken: Enter goes on
  useEffect(() => (showCamera ? undefined : focusFirst()), [showCamera]);
  const readFile = async (file: File) => {
    if (eye.data !== undefined) take.look(await eye.data.read(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <StepFrame title={say(stepNames.portrait)} missing={step.missing} onSubmit={step.submit} disabled={take.busy} early={showCamera}>
      <div className="portrait">
        {showCamera ? (
          <CameraView eye={eye.data} onTake={take.look} />
        ) : (
          <TakenPortrait
            capture={taken}
            draft={step.draft}
            onKept={(kept) => step.draft !== null && step.change({ ...step.draft, kept })}
            onAgain={() => setAgain(true)}
          />
        )}
      </div>
      {take.refused === undefined ? null : (
        <p className="step-missing" role="alert">
          <span aria-hidden="true">▲ </span>
          {take.refused}
        </p>
      )}
      {take.error === null ? null : <Trouble error={take.error} />}
      {eye.error === null ? null : <Trouble error={eye.error} onRetry={() => void eye.refetch()} />}
      <PortraitFile label={t("portraitFile")} busy={take.busy || eye.isPending} onFile={(file) => void readFile(file)} />
    </StepFrame>
  );
}

/** Sends a portrait that was looked at; one that is no portrait is refused here, in words. */
function useTake(onSent: (look: Look) => void) {
  const { say } = useLanguage();
  const { dossier } = useWizard();
  const note = useNoteCapture();
  const [refused, setRefused] = useState<string>();
  const send = useMutation({
    mutationFn: async (look: Look & { portrait: NonNullable<Look["portrait"]> }) => {
      const image = await jpegOf(look.portrait);
      const saved = await saveImage(dossier.dossierId, "portrait", image);
      note({ ...saved, mediaType: image.type, bytes: image.size, quality: null, missing: null });
      onSent(look);
    },
  });
  const look = (seen: ReadLook) => {
    if ("refused" in seen) return setRefused(say(seen.refused));
    const { portrait } = seen;
    if (portrait === null) return setRefused(seen.faults.map(({ mend }) => say(mend)).join(" "));
    setRefused(undefined);
    send.mutate({ ...seen, portrait });
  };
  return { look, refused, busy: send.isPending, error: send.error };
}
