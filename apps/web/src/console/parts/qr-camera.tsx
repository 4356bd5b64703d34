import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useLanguage } from "../words/language.tsx";

/** Looks for a QR in the camera's picture; the picture stays in the browser. Offered where there is a camera to ask for. */
export function QrCamera({ onFound }: { onFound: (text: string) => void }) {
  const { t } = useLanguage();
  const [live, setLive] = useState(false);
  const [closed, setClosed] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onFound);
  useEffect(() => {
    found.current = onFound;
  });
  useEffect(() => {
    if (!live) return undefined;
    let stopped = false;
    let stop: () => void = () => undefined;
    const begin = async () => {
      const { QRCanvas, frameLoop, rearCamera } = await import("qr/dom.js");
      if (video.current === null || stopped) return;
      const camera = await rearCamera(video.current);
      const canvas = new QRCanvas();
      const cancel = frameLoop(() => {
        const text = camera.readFrame(canvas);
        if (typeof text !== "string") return;
        setLive(false);
        found.current(text);
      });
      stop = () => {
        cancel();
        camera.stop();
      };
      if (stopped) stop();
    };
    begin().catch(() => {
      setClosed(true);
      setLive(false);
    });
    return () => {
      stopped = true;
      stop();
    };
  }, [live]);
  // browsers give the camera to https and to this machine only
  if (!("mediaDevices" in navigator)) return null;
  return (
    <>
      <Button variant="default" onClick={() => setLive(!live)}>
        {t(live ? "qrCameraStop" : "qrCamera")}
      </Button>
      {closed && !live ? <span className="mute small">{t("qrCameraNo")}</span> : null}
      {live ? <video ref={video} className="qr-camera" muted playsInline aria-label={t("qrCameraLive")} /> : null}
    </>
  );
}
