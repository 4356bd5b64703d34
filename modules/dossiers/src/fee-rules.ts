import type { Text } from "@dinhdanh/kernel/contract";

/** First issue, change (đổi), re-issue (cấp lại): Circular 59/2021, art. 11. */
export const dossierKinds = {
  first: { vi: "Cấp mới", en: "First issue" },
  change: { vi: "Đổi thẻ", en: "Change" },
  reissue: { vi: "Cấp lại", en: "Re-issue" },
} as const satisfies Record<string, Text>;
export type DossierKind = keyof typeof dossierKinds;

type CircumstanceRow = { kinds: readonly DossierKind[]; text: Text };
/** Why a card is issued; the fee goes by it. */
export const circumstances = {
  "no-card-yet": { kinds: ["first"], text: { vi: "Chưa từng có thẻ", en: "Never had a card" } },
  "old-paper-card": {
    kinds: ["first", "change"],
    text: { vi: "Chuyển từ CMND, CCCD mã vạch sang thẻ gắn chíp", en: "From an old paper or bar-code card to a chip card" },
  },
  renewal: { kinds: ["change"], text: { vi: "Đến tuổi phải đổi (14, 25, 40, 60)", en: "Renewal at 14, 25, 40 or 60" } },
  damaged: { kinds: ["change"], text: { vi: "Thẻ hư hỏng", en: "The card is damaged" } },
  "facts-changed": { kinds: ["change"], text: { vi: "Thay đổi thông tin", en: "Facts have changed" } },
  "office-error": { kinds: ["change"], text: { vi: "Sai sót do cơ quan cấp thẻ", en: "The office's own error" } },
  requested: { kinds: ["change"], text: { vi: "Theo yêu cầu công dân", en: "On request" } },
  lost: { kinds: ["reissue"], text: { vi: "Mất thẻ", en: "The card is lost" } },
  "nationality-regained": { kinds: ["reissue"], text: { vi: "Trở lại quốc tịch Việt Nam", en: "Nationality regained" } },
} as const satisfies Record<string, CircumstanceRow>;
export type Circumstance = keyof typeof circumstances;

/** Who pays nothing: Circular 59/2019/TT-BTC, art. 5. */
export const exemptions = {
  martyr: { vi: "Thân nhân liệt sĩ", en: "Family of a martyr" },
  "war-invalid": { vi: "Thương binh, bệnh binh; con dưới 18 tuổi", en: "War invalid; their children under 18" },
  "border-island": { vi: "Xã biên giới, huyện đảo", en: "Border commune or island district" },
  "ethnic-minority": { vi: "Dân tộc thiểu số ở xã khó khăn", en: "Ethnic minority in a commune in difficulty" },
  "poor-household": { vi: "Hộ nghèo", en: "Poor household" },
  orphan: { vi: "Mồ côi cả cha lẫn mẹ, dưới 18 tuổi", en: "Orphan under 18" },
} as const satisfies Record<string, Text>;
export type Exemption = keyof typeof exemptions;

/** `kinds` or `circumstance` absent: any. `until` is the first day on which the row no longer holds. `unconfirmed`: no source was found. */
export type FeeRow = {
  kind: DossierKind;
  circumstance?: Circumstance;
  amountVnd: number;
  from: string;
  until?: string;
  unconfirmed?: true;
};
export type FeeDiscount = { percent: number; from: string; until: string };
export type FeeTable = { rows: readonly FeeRow[]; discounts: readonly FeeDiscount[] };

/** Circular 59/2019/TT-BTC, in force from 2019-10-16 and here for every earlier day, too. The first row that fits holds. */
export const feeTable: FeeTable = {
  rows: [
    { kind: "change", circumstance: "office-error", amountVnd: 0, from: "2000-01-01" },
    { kind: "change", circumstance: "renewal", amountVnd: 0, from: "2000-01-01", unconfirmed: true },
    { kind: "first", circumstance: "old-paper-card", amountVnd: 30_000, from: "2000-01-01" },
    { kind: "change", circumstance: "old-paper-card", amountVnd: 30_000, from: "2000-01-01" },
    { kind: "first", amountVnd: 0, from: "2000-01-01" },
    { kind: "change", amountVnd: 50_000, from: "2000-01-01" },
    { kind: "reissue", amountVnd: 70_000, from: "2000-01-01" },
  ],
  // halved in 2021: Circulars 112/2020 and 47/2021/TT-BTC
  discounts: [{ percent: 50, from: "2021-01-01", until: "2022-01-01" }],
};

export type Fee = { amountVnd: number; /** before discount and exemption */ fullVnd: number; exempt: boolean; unconfirmed: boolean };

const holds = (row: { from: string; until?: string }, day: string) => row.from <= day && (row.until === undefined || day < row.until);

/** What a dossier costs on the day of its collection. @throws when the circumstance does not belong to the kind, or no row fits */
export function feeOf(
  kind: DossierKind,
  given: { circumstance: Circumstance; exemption: Exemption | null },
  day: string,
  table: FeeTable = feeTable,
): Fee {
  if (!fits(kind, given.circumstance)) throw new Error(`${given.circumstance} is no circumstance of ${kind}`);
  const row = table.rows.find(
    (one) => one.kind === kind && (one.circumstance === undefined || one.circumstance === given.circumstance) && holds(one, day),
  );
  if (row === undefined) throw new Error(`no fee for ${kind} on ${day}`);
  const percentOff = table.discounts.find((one) => holds(one, day))?.percent ?? 0;
  const exempt = given.exemption !== null && row.amountVnd > 0;
  const amountVnd = exempt ? 0 : Math.round((row.amountVnd * (100 - percentOff)) / 100);
  return { amountVnd, fullVnd: row.amountVnd, exempt, unconfirmed: row.unconfirmed === true };
}

/** Whether a dossier of the kind may state the circumstance. */
export const fits = (kind: DossierKind, circumstance: Circumstance): boolean =>
  (circumstances[circumstance].kinds as readonly DossierKind[]).includes(kind);
