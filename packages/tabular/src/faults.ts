/** Why no row of a table of known columns can be read, in words that a screen or a command adds the column to. */
export const tableFaults = {
  "missing-file": { vi: "Không có tệp này", en: "There is no such file" },
  "empty-file": { vi: "Tệp rỗng", en: "The file is empty" },
  workbook: {
    vi: "Đây là bảng tính Excel: mở ra, lưu thành CSV UTF-8 rồi gửi tệp đó",
    en: "This is an Excel workbook: open it, save it as CSV UTF-8, and bring that file",
  },
  "unknown-column": { vi: "Có cột lạ", en: "A column is not known" },
  "missing-column": { vi: "Thiếu cột bắt buộc", en: "A required column is missing" },
  "column-twice": { vi: "Một cột có hai lần", en: "A column stands twice" },
  "too-many-rows": { vi: "Tệp có quá nhiều dòng", en: "The file has too many rows" },
} as const;
export type TableFault = keyof typeof tableFaults;
