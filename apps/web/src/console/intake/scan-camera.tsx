import { Button, Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLanguage } from "../words/language.tsx";
import { useCamera } from "./use-camera.ts";

/** What browsers with a barcode reader of their own offer: on phones and tablets most do, on desks a hand scanner types. */
type Detector = { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> };
type DetectorClass = new (options: { formats: string[] }) => Detector;
const detectorClass = (): DetectorClass | undefined => (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

const lookEveryMs = 200;

/** Reads the code on the old card by the camera, where the browser can. */
export function ScanCamera({ onText }: { onText: (text: string) => void }) {
  const { t } = useLanguage();
  const [shown, setShown] = useState(false);
  if (detectorClass() === undefined) return null;
  return (
    <>
      <Button variant="default" onClick={() => setShown(true)}>
        {t("scanOpen")}
      </Button>
      {shown ? (
        <Modal opened onClose={() => setShown(false)} title={t("scanTitle")} closeButtonProps={{ "aria-label": t("close") }}>
          <ScanView
            onText={(text) => {
              setShown(false);
              onText(text);
            }}
          />
        </Modal>
      ) : null}
    </>
  );
}

function ScanView({ onText }: { onText: (text: string) => void }) {
  const { t } = useLanguage();
  const { video, state } = useCamera("environment");
  useEffect(() => {
    const Detector = detectorClass();
    if (state !== "on" || Detector === undefined) return undefined;
    const detector = new Detector({ formats: ["qr_code"] });
    const timer = setInterval(() => {
      const source = video.current;
      if (source === null) return;
      // a frame that is not there yet cannot be read: the next one will be
      detector.detect(source).then(
        ([code]) => code !== undefined && onText(code.rawValue),
        () => {},
      );
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [video, state, onText]);
  return state === "refused" ? (
    <p>{t("cameraRefused")}</p>
  ) : (
    <video ref={video} className="scan" muted playsInline aria-label={t("scanTitle")} />
  );
}
