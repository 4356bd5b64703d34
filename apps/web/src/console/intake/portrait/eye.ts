import {
  decodePortrait,
  decodeRefusals,
  type Face,
  framePortrait,
  judgePortrait,
  type PortraitJudgement,
  portraitSize,
  resample,
  type RgbaImage,
} from "@dinhdanh/portrait";
import { fetchFaceDetector } from "@dinhdanh/portrait/detect";
import type { Text } from "@dinhdanh/kernel/contract";

/** A portrait as it would stand on the card; `null` when none can be cut out of the picture. */
export type Look = { portrait: RgbaImage | null; faults: { code: string; mend: Text }[]; measures: PortraitJudgement["measures"] };

/** Of a file; `refused`: why it is taken for no picture. */
export type ReadLook = Look | { refused: Text };

/** Said before any limit: the frame of the card reaches beyond the picture. */
const beyond = {
  code: "beyond-frame",
  mend: {
    vi: "Khung ảnh vượt ra ngoài: lùi ra xa hoặc đứng vào giữa",
    en: "The portrait would reach beyond the picture: move back, or to the middle",
  },
} as const;

/** Height to width of the card's photo, 20 × 30 mm, and what may be lost of it. */
const isCropped = ({ width, height }: RgbaImage) => Math.abs(height / width - 1.5) < 0.02;

/** @param folder where the detector's files lie, ending in a slash */
export async function openEye(folder: string): Promise<{ look: (picture: RgbaImage) => Look; read: (bytes: Uint8Array) => ReadLook }> {
  const detect = await fetchFaceDetector(folder);
  const judge = (portrait: RgbaImage, faces: Face[]): Look => ({ portrait, ...judgePortrait(portrait, faces) });
  const look = (picture: RgbaImage): Look => {
    const faces = detect(picture);
    const [face] = faces;
    if (face === undefined || faces.length > 1) {
      const { measures, faults } = judgePortrait(picture, faces);
      return { portrait: null, measures, faults: faults.filter(({ code }) => code === "no-face" || code === "several-faces") };
    }
    if (isCropped(picture)) {
      const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
      const portrait = resample(picture, whole, portraitSize.width, portraitSize.height);
      return judge(portrait, detect(portrait));
    }
    const portrait = framePortrait(picture, face);
    if (portrait === undefined) return { portrait: null, measures: { faces: 1 }, faults: [beyond] };
    return judge(portrait, detect(portrait));
  };
  return {
    look,
    read: (bytes) => {
      const decoded = decodePortrait(bytes);
      return decoded.ok ? look(decoded.value) : { refused: decodeRefusals[decoded.refusal.code] };
    },
  };
}
