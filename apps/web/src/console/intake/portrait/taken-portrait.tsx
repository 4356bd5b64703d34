import type { CaptureView } from "@dinhdanh/dossiers/contract";
import { Button, TextInput } from "@mantine/core";
import { CaptureImage } from "../../dossiers/capture-image.tsx";
import { useLanguage } from "../../words/language.tsx";
import { useWizard } from "../wizard.ts";
import type { Look } from "./eye.ts";
import { Faults } from "./faults.tsx";

type Props = {
  capture: CaptureView;
  draft: { faults: Look["faults"]; kept: string } | null;
  onKept: (kept: string) => void;
  onAgain: () => void;
};

/** The portrait that the server has, with what is wrong with it, and why it is kept all the same. */
export function TakenPortrait({ capture, draft, onKept, onAgain }: Props) {
  const { t } = useLanguage();
  const { dossier } = useWizard();
  return (
    <>
      <CaptureImage dossierId={dossier.dossierId} slot="portrait" savedAt={capture.savedAt} alt={t("portraitTaken")} />
      <div className="camera-say">
        {draft === null ? null : <Faults faults={draft.faults} />}
        {draft !== null && (draft.faults.length > 0 || draft.kept !== "") ? (
          <TextInput label={t("portraitKept")} maxLength={200} value={draft.kept} onChange={(event) => onKept(event.target.value)} />
        ) : null}
        <Button variant="default" onClick={onAgain}>
          {t("portraitAgain")}
        </Button>
      </div>
    </>
  );
}
