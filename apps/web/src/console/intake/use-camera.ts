import { useEffect, useRef, useState } from "react";

export type CameraState = "starting" | "on" | "refused";

/** Shows the camera in the video element that takes the ref, while it is mounted, and lets go of it afterwards. */
export function useCamera() {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("starting");
  useEffect(() => {
    const left = new AbortController();
    let stream: MediaStream | undefined;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: 1280 }, height: { ideal: 960 }, facingMode: "user" },
      });
      if (left.signal.aborted || video.current === null) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      setState("on");
    };
    // there is none, it is in use, the officer refused, or the page does not stand on https
    start().catch(() => left.signal.aborted || setState("refused"));
    return () => {
      left.abort();
      stop();
    };
  }, []);
  return { video, state };
}
