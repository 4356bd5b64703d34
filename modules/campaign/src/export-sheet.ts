import type { Locale, Text } from "@dinhdanh/kernel";
import { formatDate } from "@dinhdanh/vietnamese";
import { exclusionReasons, remainingGroups, type RemainingPerson } from "./contract.ts";

export type SheetColumn = { header: Text; width: number; text: (person: RemainingPerson, locale: Locale) => string | null };

const sexes: Record<string, Text> = {
  male: { vi: "Nam", en: "Male" },
  female: { vi: "Nữ", en: "Female" },
  unknown: { vi: "Chưa rõ", en: "Unknown" },
};

/** Columns of the sheet in order, after the running number. Each is text, so that phones and codes keep their zeros. */
export const sheetColumns: readonly SheetColumn[] = [
  { header: { vi: "Nhóm", en: "Group" }, width: 24, text: ({ group }, locale) => remainingGroups[group][locale] },
  { header: { vi: "Việc cần làm", en: "What to do" }, width: 24, text: ({ group }, locale) => remainingGroups[group].todo[locale] },
  { header: { vi: "Họ và tên", en: "Full name" }, width: 26, text: ({ fullName }) => fullName },
  {
    header: { vi: "Ngày sinh", en: "Born" },
    width: 14,
    text: ({ birthDate }, locale) => (birthDate === null ? null : formatDate(birthDate, locale)),
  },
  { header: { vi: "Giới tính", en: "Sex" }, width: 9, text: ({ sex }, locale) => sexes[sex]?.[locale] ?? sex },
  { header: { vi: "Địa chỉ", en: "Address" }, width: 32, text: ({ address }) => address },
  { header: { vi: "Mã xã", en: "Commune" }, width: 9, text: ({ unit }) => unit },
  { header: { vi: "Mã hộ", en: "Household" }, width: 14, text: ({ householdId }) => householdId },
  { header: { vi: "Điện thoại", en: "Phone" }, width: 14, text: ({ phone }) => phone },
  { header: { vi: "Nơi đang ở", en: "Where they are" }, width: 22, text: ({ destination }) => destination },
  {
    header: { vi: "Lý do loại trừ", en: "Excluded because" },
    width: 24,
    text: ({ excludedReason }, locale) =>
      excludedReason === null ? null : ((exclusionReasons as Record<string, Text>)[excludedReason]?.[locale] ?? excludedReason),
  },
];

export const sheetTexts = {
  number: { vi: "STT", en: "No." },
  sheet: { vi: "Còn lại", en: "Remaining" },
  title: { vi: "Danh sách công dân chưa thu nhận hồ sơ", en: "Citizens whose dossier is not yet collected" },
  unit: { vi: "Đơn vị", en: "Unit" },
  asOf: { vi: "Tính đến hết ngày", en: "As of the end of" },
  count: { vi: "Số người", en: "People" },
  simulated: { vi: "SỐ LIỆU MÔ PHỎNG", en: "SIMULATED DATA" },
  page: { vi: "Trang", en: "Page" },
} as const satisfies Record<string, Text>;
