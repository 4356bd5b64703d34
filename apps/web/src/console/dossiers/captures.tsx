import {
  type CaptureView,
  type DossierView,
  fingerNames,
  fingers,
  missingFingers,
  signatureSlot,
  signedWay,
  signers,
} from "@dinhdanh/dossiers/contract";
import { signerWords } from "../intake/said-of.ts";
import { SlipLink } from "../intake/slip-link.tsx";
import { useLanguage } from "../words/language.tsx";
import { CaptureImage } from "./capture-image.tsx";

/** Portrait, fingers and signatures as collected; prints are told by their quality, not shown. */
export function Captures({ dossier }: { dossier: DossierView }) {
  const { t, say } = useLanguage();
  const { dossierId, captures, state } = dossier;
  const portrait = captures.find(({ slot }) => slot === "portrait");
  const prints = fingers.flatMap((finger) => {
    const capture = captures.find(({ slot }) => slot === `finger-${finger}`);
    return capture === undefined ? [] : [{ finger, capture }];
  });
  return (
    <>
      {portrait === undefined ? (
        <p className="mute">{t("portraitNone")}</p>
      ) : (
        <CaptureImage dossierId={dossierId} slot="portrait" savedAt={portrait.savedAt} alt={t("portraitTaken")} />
      )}
      <dl className="facts prints">
        {prints.map(({ finger, capture }) => (
          <div key={finger}>
            <dt>{say(fingerNames[finger])}</dt>
            <dd>
              <PrintState capture={capture} />
            </dd>
          </div>
        ))}
      </dl>
      {prints.length === 0 ? <p className="mute">{t("printsNone")}</p> : null}
      <Signatures dossier={dossier} />
      <div className="actions">
        {state === "refused" ? (
          <SlipLink dossierId={dossierId} slip="refusal" />
        ) : state === "withdrawn" || state === "card-revoked" ? null : (
          <>
            <SlipLink dossierId={dossierId} slip="collection" />
            <SlipLink dossierId={dossierId} slip="appointment" />
          </>
        )}
      </div>
    </>
  );
}

/** Those given on the screen, for what the slip says now. */
function Signatures({ dossier }: { dossier: DossierView }) {
  const { t } = useLanguage();
  const given = signers.flatMap((signer) => {
    const capture = dossier.captures.find(({ slot }) => slot === signatureSlot(signer));
    return capture === undefined || signedWay(dossier, signer) !== "screen" ? [] : [{ capture, who: t(signerWords[signer]) }];
  });
  return given.map(({ capture: { slot, savedAt }, who }) => (
    <figure key={slot} className="signature">
      <CaptureImage
        dossierId={dossier.dossierId}
        slot={slot}
        savedAt={savedAt}
        alt={t("signatureOf", { who })}
        className="pad"
        size={[216, 72]}
      />
      <figcaption className="mute small">{who}</figcaption>
    </figure>
  ));
}

function PrintState({ capture: { missing, quality } }: { capture: CaptureView }) {
  const { t, say } = useLanguage();
  if (missing !== null) return <>▲ {say(missingFingers[missing])}</>;
  return <>{t("printQuality", { quality: quality ?? "–" })}</>;
}
