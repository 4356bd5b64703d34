import type { Text } from "@dinhdanh/kernel/contract";

/** Why a dossier is delayed. `official`: one of the causes that must be told apart in reports. */
export const causes = {
  "papers-conflict": { official: true, text: { vi: "Giấy tờ mâu thuẫn với dữ liệu dân cư", en: "Papers conflict with the register" } },
  misdeclared: { official: true, text: { vi: "Kê khai sai hoặc nhập sai", en: "Misdeclared or mistyped data" } },
  "later-correction": { official: true, text: { vi: "Thông tin được cải chính sau khi thu nhận", en: "Corrected after collection" } },
  "duplicate-fingerprints": { official: true, text: { vi: "Trùng vân tay với người khác", en: "Fingerprints of another person" } },
  "swapped-person": { official: true, text: { vi: "Nhầm người", en: "Swapped person" } },
  "forged-dossier": { official: true, text: { vi: "Hồ sơ giả mạo", en: "Forged dossier" } },
  "two-residences": { official: true, text: { vi: "Hai nơi thường trú", en: "Two permanent residences" } },
  "blurred-prints": { official: true, text: { vi: "Vân tay mờ", en: "Blurred prints" } },
  "stock-shortage": { official: true, text: { vi: "Thiếu phôi thẻ", en: "Shortage of blank cards" } },
  "not-eligible": { official: false, text: { vi: "Không đủ điều kiện cấp", en: "Not eligible" } },
  "dossier-open": { official: false, text: { vi: "Đang có hồ sơ khác chưa xong", en: "Another dossier is open" } },
  "card-in-force": { official: false, text: { vi: "Đang có thẻ còn giá trị", en: "A card is in force" } },
  "matcher-silent": {
    official: false,
    text: { vi: "Hệ thống đối sánh vân tay không trả lời", en: "The fingerprint matcher did not answer" },
  },
  "poor-portrait": { official: false, text: { vi: "Ảnh chân dung không đạt", en: "The portrait is not good enough" } },
} as const satisfies Record<string, { official: boolean; text: Text }>;
export type DossierCause = keyof typeof causes;
export const dossierCauses = Object.keys(causes) as [DossierCause, ...DossierCause[]];

/** The checks of every dossier, in the order in which they are shown. */
export const checks = {
  eligibility: { vi: "Điều kiện cấp thẻ", en: "Eligibility" },
  register: { vi: "Khớp với dữ liệu dân cư", en: "Consistency with the register" },
  number: { vi: "Số định danh khớp ngày sinh và giới tính", en: "Number against birth date and sex" },
  dossiers: { vi: "Hồ sơ khác của cùng một người", en: "Other dossiers of the person" },
  residences: { vi: "Nơi thường trú", en: "Permanent residences" },
  cards: { vi: "Thẻ còn giá trị", en: "Cards in force" },
  portrait: { vi: "Chất lượng ảnh chân dung", en: "Quality of the portrait" },
  fingerprints: { vi: "Vân tay", en: "Fingerprints" },
} as const satisfies Record<string, Text>;
export type CheckKey = keyof typeof checks;
export const checkKeys = Object.keys(checks) as [CheckKey, ...CheckKey[]];

/** `waiting`: an answer from elsewhere is still to come. `overridden`: an officer has accepted the failure, and said why. */
export const checkOutcomes = ["passed", "failed", "waiting", "overridden"] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** One thing to put right in the dossier: which field, and how. */
export type Mend = { field: string; text: Text };

/** What a check found. `evidence` says what was compared; it holds keys and counts, no personal data. */
export type CheckFinding = {
  check: CheckKey;
  outcome: Exclude<CheckOutcome, "overridden">;
  cause: DossierCause | null;
  evidence: Record<string, string | number | boolean>;
  mend: Mend[];
};

/** What all checks together say. An officer is shown a dossier once, with everything that is wrong with it: while one waits, all do. */
export function verdictOf(outcomes: readonly CheckOutcome[]): "clean" | "flagged" | "waiting" {
  if (outcomes.includes("waiting")) return "waiting";
  return outcomes.includes("failed") ? "flagged" : "clean";
}
