import { decodePortrait, judgePortrait } from "@dinhdanh/portrait";
import { fetchFaceDetector } from "@dinhdanh/portrait/detect";

async function judge(): Promise<unknown> {
  const detect = await fetchFaceDetector("/face/");
  const response = await fetch("/portrait.jpg");
  const decoded = decodePortrait(new Uint8Array(await response.arrayBuffer()));
  return decoded.ok ? judgePortrait(decoded.value, detect(decoded.value)) : decoded.refusal;
}

const judgement = await judge().catch(String);
await fetch("/judgement", { method: "POST", body: JSON.stringify(judgement) });
