import { type CaptureView, type MissingFinger, missingFingers } from "@dinhdanh/dossiers/contract";
import { useLanguage } from "../../words/language.tsx";
import { poorQuality } from "./positions.ts";

const reasons = Object.keys(missingFingers) as MissingFinger[];

type Props = {
  name: string;
  capture: CaptureView | undefined;
  open: boolean;
  mayTake: boolean;
  onOpen: () => void;
  onTake: () => void;
  onMissing: (reason: MissingFinger) => void;
};

/** One finger: taken with its quality, missing with its state, or still to come. Opened, it is taken alone or noted as missing. */
export function FingerTile({ name, capture, open, mayTake, onOpen, onTake, onMissing }: Props) {
  const { t, say } = useLanguage();
  return (
    <li className={`finger ${toneOf(capture)}`}>
      <button type="button" className="finger-head" aria-expanded={open} onClick={onOpen}>
        <span>{name}</span>
        <FingerState capture={capture} />
      </button>
      {open ? (
        <div className="finger-more">
          <button type="button" className="plain" disabled={!mayTake} onClick={onTake}>
            {t(capture === undefined ? "takeOne" : "takeAgain")}
          </button>
          {reasons.map((reason) => (
            <button key={reason} type="button" className="plain" onClick={() => onMissing(reason)}>
              {say(missingFingers[reason])}
            </button>
          ))}
        </div>
      ) : null}
    </li>
  );
}

const isPoor = ({ quality }: CaptureView) => quality !== null && quality < poorQuality;

function toneOf(capture: CaptureView | undefined): string {
  if (capture === undefined) return "finger-open";
  return capture.missing !== null || isPoor(capture) ? "finger-poor" : "finger-good";
}

function FingerState({ capture }: { capture: CaptureView | undefined }) {
  const { t, say } = useLanguage();
  if (capture === undefined) return <span className="mute">{t("fingerOpen")}</span>;
  if (capture.missing !== null) return <span>▲ {say(missingFingers[capture.missing])}</span>;
  const quality = capture.quality === null ? "" : ` ${capture.quality}`;
  return isPoor(capture) ? <span>▲ {t("fingerPoor", { quality })}</span> : <span>✓ {t("fingerGood", { quality })}</span>;
}
