import { type Signer, signatureSlot, type Stroke } from "@dinhdanh/dossiers/contract";
import { CaptureImage } from "../../dossiers/capture-image.tsx";
import { useLanguage } from "../../words/language.tsx";
import { useWizard } from "../wizard.ts";
import { SignaturePad } from "./signature-pad.tsx";

/** How somebody signs; `kept`: on the screen, and the server has it. */
export type Mark = { way: "screen"; strokes: readonly Stroke[] } | { way: "kept" } | { way: "paper" };
export const noMark: Mark = { way: "screen", strokes: [] };

type Props = { signer: Signer; who: string; name: string; mark: Mark; onMark: (mark: Mark) => void };

/** Where one of both signs: on the screen, or with a tick that says that they did on paper. */
export function SignerField({ signer, who, name, mark, onMark }: Props) {
  const { t } = useLanguage();
  const { dossier } = useWizard();
  const kept = mark.way === "kept" ? dossier.captures.find(({ slot }) => slot === signatureSlot(signer)) : undefined;
  const drawn = kept !== undefined || (mark.way === "screen" && mark.strokes.length > 0);
  return (
    <fieldset className="signer">
      <legend>
        {who} <b>{name}</b>
      </legend>
      {kept === undefined ? (
        mark.way === "paper" ? (
          <p className="pad pad-paper">{t("signedOnPaper")}</p>
        ) : (
          <SignaturePad
            label={t("signPad", { who })}
            strokes={mark.way === "screen" ? mark.strokes : []}
            onStroke={(stroke) => onMark({ way: "screen", strokes: [...(mark.way === "screen" ? mark.strokes : []), stroke] })}
          />
        )
      ) : (
        <CaptureImage
          dossierId={dossier.dossierId}
          slot={kept.slot}
          savedAt={kept.savedAt}
          alt={t("signatureOf", { who })}
          className="pad"
          size={[450, 150]}
        />
      )}
      <div className="signer-foot">
        <label className="tick">
          <input
            type="checkbox"
            checked={mark.way === "paper"}
            onChange={(event) => onMark(event.target.checked ? { way: "paper" } : noMark)}
          />
          {t("signPaper", { who })}
        </label>
        {drawn ? (
          <button type="button" className="plain" aria-label={t("signAgainOf", { who })} onClick={() => onMark(noMark)}>
            {t("signAgain")}
          </button>
        ) : null}
      </div>
    </fieldset>
  );
}
