import { PassThrough, Writable } from "node:stream";
import exceljs from "exceljs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RemainingPerson, remainingQuerySchema } from "./contract.ts";
import { exportRemaining, type ExportSettings } from "./export-remaining.ts";
import { remaining } from "./remaining.ts";
import { asOf, home, id, neighbour, officer, peopleRegister, type PeopleRegister } from "./test-people-register.ts";

let register: PeopleRegister;

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll([
    { n: 1, fullName: "Nguyễn Văn An", phone: "0912345678", householdId: "=1+1", address: '=HYPERLINK("x")' },
    {
      n: 2,
      fullName: "Trần Thị Bình",
      sex: "female",
      birthDate: "1950",
      address: "+84 <&>",
      residenceStatus: "away-in-country",
      currentUnit: "01",
    },
    ...Array.from({ length: 1200 }, (_, n) => ({ n: 100 + n, fullName: "Lê Văn Đông", permanentUnit: neighbour, phone: `09${n}` })),
  ]);
});
afterAll(() => register.close());

const query = (more: Record<string, unknown>) => remainingQuerySchema.parse({ unit: home, asOf, ...more });

async function written(more: Record<string, unknown>, presentation: "vi" | "en" | ExportSettings, actor = officer("35")) {
  const stream = new PassThrough();
  const parts: Buffer[] = [];
  stream.on("data", (part: Buffer) => parts.push(part));
  const { people } = await exportRemaining(register, actor, query(more), presentation, stream);
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.concat(parts) as unknown as Parameters<typeof book.xlsx.load>[0]);
  return { people, sheet: book.worksheets[0]! };
}

const row = (sheet: exceljs.Worksheet, n: number) => (sheet.getRow(n).values as unknown[]).slice(1);

it("writes titles, header and people as text, in Vietnamese", async () => {
  const { people, sheet } = await written({}, "vi");
  expect(people).toBe(2);
  expect([1, 2, 3, 4, 5].map((n) => sheet.getCell(n, 1).value)).toEqual([
    "Danh sách công dân chưa thu nhận hồ sơ",
    `Đơn vị: Phường Quang Trung (${home})`,
    "Tính đến hết ngày: 6/4/2023",
    "Số người: 2",
    null,
  ]);
  expect(row(sheet, 6).slice(0, 6)).toEqual(["STT", "Nhóm", "Việc cần làm", "Họ và tên", "Ngày sinh", "Giới tính"]);
  expect(row(sheet, 7).slice(0, 10)).toEqual([
    ...[1, "Có mặt tại địa bàn", "mời đến điểm thu nhận", "Nguyễn Văn An", "5/5/1990", "Nam"],
    ...['=HYPERLINK("x")', home, "=1+1", "0912345678"],
  ]);
  const away = row(sheet, 8);
  expect([away[1], away[4], away[5], away[6], away[10]]).toEqual(["Ở tỉnh khác", "1950", "Nữ", "+84 <&>", "Thành phố Hà Nội"]);
  for (const column of [7, 9, 10]) {
    expect(sheet.getRow(7).getCell(column).type).toBe(exceljs.ValueType.String);
    expect(sheet.getRow(7).getCell(column).numFmt).toBe("@");
  }
});

it("is ready to filter and to print: frozen header, A4 across, header and number on each page", async () => {
  const { sheet } = await written({}, { locale: "en", simulated: true });
  expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 6 });
  expect(sheet.autoFilter).toBe("A6:L8");
  expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: "landscape", fitToWidth: 1, fitToHeight: 0, printTitlesRow: "6:6" });
  expect(sheet.headerFooter.oddFooter).toBe("&CPage &P / &N");
  expect(sheet.headerFooter.oddHeader).toBe("&RSIMULATED DATA");
  expect(sheet.getCell("A5").value).toBe("SIMULATED DATA");
  expect(sheet.name).toBe("Remaining");
  expect(sheet.getColumn(4).width).toBe(26);
});

it.each([
  [{ unit: "35" }, 1202],
  [{ unit: "35", group: "away" }, 1],
  [{ unit: "35", search: "đông" }, 1200],
  [{ unit: "35", search: "dong", limit: 1, offset: 7 }, 1200],
  [{ unit: "35", search: "\u0000" }, 0],
  [{ unit: "99999" }, 0],
])("holds the whole list that the page shows: %j", async (more, people) => {
  const result = await written(more, "vi");
  expect(result.people).toBe(people);
  expect(result.sheet.rowCount).toBe(6 + people);
  const page: RemainingPerson[] = (await remaining(register, officer("35"), query({ ...more, offset: 0, limit: 500 }))).people;
  expect(page.map((_, n) => [row(result.sheet, 7 + n)[0], row(result.sheet, 7 + n)[9]])).toEqual(
    page.map((one, n) => [n + 1, one.phone ?? undefined]),
  );
});

it("gives nobody to an officer from elsewhere", async () => {
  expect((await written({ unit: "35" }, "vi", officer("01"))).people).toBe(0);
});

const reads = () => register.sql`SELECT person_id, officer, purpose, view FROM ledger.read WHERE view = 'export'`;

it("logs everybody's read when a purpose is stated", async () => {
  expect((await reads()).length).toBe(0);
  await written({}, { locale: "vi", purpose: "campaign" });
  expect([...(await reads())].sort((a, b) => (a["person_id"] < b["person_id"] ? -1 : 1))).toEqual(
    [1, 2].map((n) => ({ person_id: id(n), officer: "CA-01", purpose: "campaign", view: "export" })),
  );
});

it("stops when the reader leaves", async () => {
  const stream = new Writable({ highWaterMark: 1, write: (_part, _encoding, done) => done(new Error("gone")) });
  await expect(exportRemaining(register, officer("35"), query({ unit: "35" }), "vi", stream)).rejects.toThrow("gone");
});
