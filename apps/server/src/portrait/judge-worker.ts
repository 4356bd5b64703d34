import { parentPort } from "node:worker_threads";
import { decodePortrait, judgePortrait, type PortraitJudgement } from "@dinhdanh/portrait";
import { openFaceDetector } from "@dinhdanh/portrait/node";

/** `null`: it cannot be read as a picture. */
export type Judged = { id: number; judgement: PortraitJudgement | null };

/** A portrait has 480 × 720 pixels as the console keeps it; one of 4 megapixels takes some 0.3 s and 0.2 GB. */
const mostPixels = 4_000_000;

const detector = openFaceDetector();

async function judge(bytes: Uint8Array): Promise<PortraitJudgement | null> {
  const decoded = decodePortrait(bytes, mostPixels);
  if (!decoded.ok) return null;
  const detect = await detector;
  return judgePortrait(decoded.value, detect(decoded.value));
}

parentPort?.on("message", ({ id, bytes }: { id: number; bytes: Uint8Array }) => {
  void judge(bytes).then((judgement) => parentPort?.postMessage({ id, judgement } satisfies Judged));
});
