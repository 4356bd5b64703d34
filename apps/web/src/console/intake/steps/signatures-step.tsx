import {
  isSignature,
  signatureSlot,
  type Signer,
  signedWay,
  signers,
  type SigningWay,
  stepNames,
  writeSignature,
} from "@dinhdanh/dossiers/contract";
import { useMutation } from "@tanstack/react-query";
import { saveImage } from "../../api/dossier-calls.ts";
import { Trouble } from "../../parts/trouble.tsx";
import { useOfficer } from "../../routing/use-view.ts";
import { useLanguage } from "../../words/language.tsx";
import { type Mark, noMark, SignerField } from "../signatures/signer-field.tsx";
import { SlipLink } from "../slip-link.tsx";
import { StepFrame } from "../step-frame.tsx";
import { useNoteCapture } from "../use-note-capture.ts";
import { useStep } from "../use-step.ts";
import { savedOf, useWizard } from "../wizard.ts";

type Draft = Record<Signer, Mark>;

/** The collection slip is read, and signed by both: on the screen, or on paper. What was signed before something on it was changed is signed again. */
export function SignaturesStep() {
  const { t, say } = useLanguage();
  const { dossier, person } = useWizard();
  const officer = useOfficer();
  const saved = savedOf(dossier, "signatures");
  const ways = { citizen: signedWay(dossier, "citizen"), officer: signedWay(dossier, "officer") };
  const isGiven = (draft: Draft, signer: Signer) => {
    const mark = draft[signer];
    return mark.way === "screen" ? isSignature(mark.strokes) : mark.way === "paper" || ways[signer] === "screen";
  };
  const step = useStep<"signatures", Draft>("signatures", {
    start: () => ({ citizen: markOf(ways.citizen), officer: markOf(ways.officer) }),
    read: (draft) =>
      signers.every((signer) => isGiven(draft, signer))
        ? { content: { citizen: wayOf(draft.citizen), officer: wayOf(draft.officer) } }
        : { missing: "signaturesMissing" },
  });
  const send = useSend(step.submit);
  const guardian = savedOf(dossier, "kind")?.throughGuardian;
  const field = (signer: Signer, who: string, name: string) => (
    <SignerField
      signer={signer}
      who={who}
      name={name}
      mark={step.draft[signer]}
      onMark={(mark) => step.change({ ...step.draft, [signer]: mark })}
    />
  );
  const isStale = saved !== undefined && signers.some((signer) => ways[signer] === undefined);
  return (
    <StepFrame
      title={say(stepNames.signatures)}
      teach={t("signaturesTeach")}
      missing={step.missing}
      // what is missing is told before anything is sent
      onSubmit={() => (signers.every((signer) => isGiven(step.draft, signer)) ? send.mutate(step.draft) : step.submit())}
      disabled={send.isPending}
    >
      {isStale ? <p className="amber">▲ {t("signaturesStale")}</p> : null}
      <p>
        <SlipLink dossierId={dossier.dossierId} slip="collection" first />
      </p>
      <div className="signers">
        {guardian === undefined
          ? field("citizen", t("signerCitizen"), person.facts.fullName)
          : field("citizen", t("signerGuardian"), guardian)}
        {field("officer", t("signerOfficer"), officer.name)}
      </div>
      {send.error === null ? null : <Trouble error={send.error} />}
    </StepFrame>
  );
}

const markOf = (way: SigningWay | undefined): Mark => (way === undefined ? noMark : { way: way === "screen" ? "kept" : "paper" });
const wayOf = ({ way }: Mark): SigningWay => (way === "paper" ? "paper" : "screen");

/** Sends what was drawn; `onSent` notes that it was signed. */
function useSend(onSent: () => void) {
  const { dossier } = useWizard();
  const note = useNoteCapture();
  return useMutation({
    mutationFn: async (draft: Draft) => {
      for (const signer of signers) {
        const mark = draft[signer];
        if (mark.way !== "screen") continue;
        const slot = signatureSlot(signer);
        const image = new Blob([writeSignature(mark.strokes)], { type: "image/svg+xml" });
        const given = await saveImage(dossier.dossierId, slot, image);
        note({ ...given, mediaType: image.type, bytes: image.size, quality: null, missing: null });
      }
    },
    onSuccess: onSent,
  });
}
