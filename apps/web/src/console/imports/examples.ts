import type { ImportKind } from "@dinhdanh/ledger/contract";

/** A few rows of each kind, from nobody real, as in docs/file-formats.md. */
export const examples: Record<ImportKind, readonly (readonly string[])[]> = {
  roll: [
    ["Số định danh", "Họ và tên", "Ngày sinh", "Giới tính", "Mã xã thường trú", "Mã hộ"],
    ["035190000018", "Nguyễn Thị Ví Dụ", "15/03/1990", "Nữ", "13474", "HK 01482"],
    ["", "Lý Văn Mẫu", "1948", "Nam", "13474", "HK 01482"],
  ],
  acts: [
    ["actId", "kind", "occurredAt", "pin", "unit", "officer"],
    ["018f3c1e-0000-7000-8000-000000000001", "dossier.collected", "2023-04-07T20:40:00+07:00", "035190000018", "13474", "hn-031"],
    ["018f3c1e-0000-7000-8000-000000000002", "card.printed", "2023-04-19T14:32:00+07:00", "035190000018", "", "ttsx-004"],
  ],
};

/** With a byte-order mark, so that a spreadsheet reads the letters rightly. */
export const exampleFile = (kind: ImportKind): Blob =>
  new Blob([`\uFEFF${examples[kind].map((row) => row.join(",")).join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" });
