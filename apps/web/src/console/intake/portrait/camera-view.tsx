import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLanguage } from "../../words/language.tsx";
import { focusFirst } from "../step-form.tsx";
import { useCamera } from "../use-camera.ts";
import { Faults } from "./faults.tsx";
import type { Look } from "./eye.ts";
import type { PortraitEye } from "./load-eye.ts";
import { frameOf } from "./picture.ts";

/** Between two looks: hints still follow the person, and the processor rests. */
const restMs = 150;

/** The camera with hints as one stands before it; the picture is taken by the button, whose key is Enter. */
export function CameraView({ eye, onTake }: { eye: PortraitEye | undefined; onTake: (look: Look) => void }) {
  const { t } = useLanguage();
  const { video, state: camera } = useCamera();
  const [look, setLook] = useState<Look>();
  useEffect(() => {
    if (camera !== "on" || eye === undefined) return undefined;
    const canvas = document.createElement("canvas");
    const left = new AbortController();
    const watch = async () => {
      while (!left.signal.aborted) {
        const picture = video.current === null ? undefined : frameOf(video.current, canvas);
        if (picture !== undefined) setLook(await eye.look(picture));
        await new Promise((done) => setTimeout(done, restMs));
      }
    };
    watch().catch(() => setLook(undefined));
    return () => left.abort();
  }, [video, camera, eye]);
  const ready = look?.portrait !== null && look !== undefined;
  // Enter takes the picture; who has gone elsewhere on the page stays there
  useEffect(() => {
    if (ready && document.activeElement?.matches("body, [type=submit]") === true) focusFirst();
  }, [ready]);
  if (camera === "refused") return <p className="camera-none">{t("cameraRefused")}</p>;
  return (
    <>
      <video ref={video} className="camera" muted playsInline aria-label={t("cameraView")} />
      <div className="camera-say">
        {eye === undefined || look === undefined ? <p className="mute">{t("cameraStarting")}</p> : <Faults faults={look.faults} />}
        <Button data-first disabled={!ready} onClick={() => look !== undefined && onTake(look)}>
          {t("cameraTake")}
        </Button>
      </div>
    </>
  );
}
