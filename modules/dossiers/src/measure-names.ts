import type { Text } from "@dinhdanh/kernel/contract";

/** Measures of this module's programme. */
export const dossierMeasures = {
  collected: { vi: "Đã thu nhận", en: "Collected" },
  approved: { vi: "Đã duyệt", en: "Approved" },
} as const satisfies Record<string, Text>;
