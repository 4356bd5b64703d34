import type { Text } from "@dinhdanh/kernel/contract";
import { type CardDataRefusal, cardDataRefusals } from "./card-data-rules.ts";
import { type PortraitRefusal, portraitRefusals } from "./portrait-rules.ts";

/** Why the content of a card cannot be made from its approved dossier: what stands in the way, by name. */
export type ContentFault = "content-missing" | CardDataRefusal | PortraitRefusal;
export const contentFaults: Readonly<Record<ContentFault, Text>> = {
  "content-missing": { vi: "Không có nội dung hồ sơ đã duyệt", en: "There is no content of an approved dossier" },
  ...cardDataRefusals,
  ...portraitRefusals,
};
