import { type PortraitFault, portraitFaults, type StepOnCard } from "@dinhdanh/dossiers/contract";
import type { Text } from "@dinhdanh/kernel/contract";
import { type CardDataRefusal, cardDataRefusals } from "./card-data-rules.ts";

export const portraitRefusals = {
  "portrait-missing": {
    vi: "Thiếu ảnh chân dung: chỉ trẻ dưới 6 tuổi không có ảnh",
    en: "There is no portrait: only a child under 6 has none",
  },
  "portrait-not-found": { vi: "Không có tệp ảnh chân dung", en: "There is no portrait file" },
  ...portraitFaults,
} as const;
export type PortraitRefusal = "portrait-missing" | "portrait-not-found" | PortraitFault;

/** Why the content of a card cannot be made from its approved dossier: what stands in the way, by name. */
export type ContentFault = "content-missing" | CardDataRefusal | PortraitRefusal;
export const contentFaults: Readonly<Record<ContentFault, Text>> = {
  "content-missing": { vi: "Không có nội dung hồ sơ đã duyệt", en: "There is no content of an approved dossier" },
  ...cardDataRefusals,
  ...portraitRefusals,
};

/** Where the dossier is most likely to be mended; nothing is known of content that is not there. */
export const stepsOfFault = (fault: ContentFault): StepOnCard[] =>
  fault === "content-missing" ? [] : fault in portraitRefusals ? ["portrait"] : ["changes"];
