import { type CaptureView, type DossierView, fingerNames, fingers, missingFingers } from "@dinhdanh/dossiers/contract";
import { SlipLink } from "../intake/slip-link.tsx";
import { useLanguage } from "../words/language.tsx";
import { CaptureImage } from "./capture-image.tsx";

/** Portrait and fingers as collected; prints are told by their quality, not shown. */
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
      <div className="actions">
        {state === "refused" ? (
          <SlipLink dossierId={dossierId} slip="refusal" />
        ) : state === "withdrawn" ? null : (
          <>
            <SlipLink dossierId={dossierId} slip="collection" />
            <SlipLink dossierId={dossierId} slip="appointment" />
          </>
        )}
      </div>
    </>
  );
}

function PrintState({ capture: { missing, quality } }: { capture: CaptureView }) {
  const { t, say } = useLanguage();
  if (missing !== null) return <>▲ {say(missingFingers[missing])}</>;
  return <>{t("printQuality", { quality: quality ?? "–" })}</>;
}
