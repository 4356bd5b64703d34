import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { newId, systemActor } from "@dinhdanh/kernel";
import { checkNext, decideCorrection, factsOf, listCorrections, type LifeDeps, undoMend } from "@dinhdanh/population";
import { verifyProgress } from "@dinhdanh/progress";
import { readWorkbook } from "@dinhdanh/tabular";
import { afterAll, beforeAll, expect, it } from "vitest";
import { home, id, neighbour, peopleRegister, type PeopleRegister, type RollRow } from "../test-people-register.ts";
import { exportCheckSheet } from "./check-sheet.ts";
import { applySheet, previewSheet } from "./check-sheet-back.ts";
import { sheetMarkKeys, sheetMarks } from "./sheet-contract.ts";

let register: PeopleRegister;
let deps: PeopleRegister & Pick<LifeDeps, "numberKey" | "cardsInForce">;
const withCard = new Set<string>();
const other = { ...systemActor, code: "chief" };

const row = (n: number, more: Partial<RollRow> = {}): RollRow => ({
  ...{ n, fullName: `Nguyễn Văn ${["An", "Bình", "Chi", "Dũng", "Em", "Phúc", "Giang", "Hải", "Khoa", "Lâm", "Minh"][n - 1]}` },
  ...{ pin: `0350900000${String(n).padStart(2, "0")}`, householdId: `H${n}`, origin: "Hà Nam", relation: "head" },
  // no telephone and no ethnic group: something to check at every door
  ...more,
});

beforeAll(async () => {
  register = await peopleRegister();
  deps = {
    ...register,
    numberKey: () => {
      throw new Error("no number is given");
    },
    cardsInForce: async (_sql, personId) => (withCard.has(personId) ? [1] : []),
  };
  // the seventh has a relation that no list knows
  const ten = Array.from({ length: 10 }, (_, index) => row(index + 1, index === 6 ? { relation: "con dâu út" } : {}));
  await register.importRoll([...ten, row(11, { permanentUnit: neighbour })]);
  withCard.add(id(2));
  while (await checkNext(register));
});
afterAll(() => register.close());

const query = () => ({ unit: home, asOf: register.clock.today() });

async function exported(locale: "vi" | "en" = "vi"): Promise<string[][]> {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  await exportCheckSheet(register, systemActor, query(), locale, stream);
  return readWorkbook(await bytes, { bytes: 1e7, rows: 100, columns: 60 }).map(({ cells }) => cells);
}

/** The sheet filled in: what is written into which column of whose row; as CSV. */
async function filledIn(written: Record<number, Record<string, string>>, sheet?: string[][]): Promise<Buffer> {
  const [headers = [], ...rows] = sheet ?? (await exported());
  const idAt = headers.indexOf("Mã người");
  for (const cells of rows) {
    const theirs = written[Number(cells[idAt]?.slice(-4))] ?? {};
    for (const [header, text] of Object.entries(theirs)) {
      expect(headers).toContain(header);
      cells[headers.indexOf(header)] = text;
    }
  }
  const line = (cells: string[]) => headers.map((_, at) => `"${(cells[at] ?? "").replaceAll('"', '""')}"`).join(";");
  return Buffer.from([headers, ...rows].map(line).join("\r\n"));
}

const preview = async (bytes: Buffer) => {
  const answer = await previewSheet(deps, systemActor, query(), bytes);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const apply = async (bytes: Buffer, mendId = newId()) => {
  const { digest } = await preview(bytes);
  const answer = await applySheet(deps, systemActor, { ...query(), mendId, digest }, bytes);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const none = { unchanged: 10, mended: 0, proposed: 0, events: 0, refusedRows: 0 };
const agrees = async () => expect((await verifyProgress(register.sql, register.engine)).differences).toEqual([]);

it("brings a sheet back that nobody changed, in either language, without changing anything", async () => {
  expect(await preview(await filledIn({}))).toMatchObject({ rows: 10, ...none });
  const [headers = [], ...rows] = await exported("en");
  const csv = Buffer.from([headers, ...rows].map((cells) => headers.map((_, at) => cells[at] ?? "").join("\t")).join("\n"));
  expect(await preview(csv)).toMatchObject({ rows: 10, ...none });
});

it("writes what one officer may, proposes what needs four eyes, and changes nothing when it comes twice", async () => {
  const sheet = await filledIn({
    // as a spreadsheet leaves a number
    1: { "Điện thoại": "912345678", "Dân tộc": "Kinh", "Ngày sinh": "6/5/1990", "Căn cứ": "Giấy khai sinh số 5" },
    // stands on the card that they hold
    2: { "Địa chỉ": "Thôn 2", "Điện thoại": "0987654321", "Căn cứ": "CT01" },
    3: { "Địa chỉ": "Thôn 3", "Quan hệ với chủ hộ": "con" },
  });
  const mendId = newId();
  const shown = await preview(sheet);
  expect(shown).toMatchObject({ unchanged: 7, mended: 3, proposed: 2, events: 0, refusedRows: 0 });
  expect(shown.changes.map(({ personId, mends, proposals }) => [personId, mends.map(({ field }) => field), proposals])).toEqual([
    [id(1), ["phone", "ethnicity"], [{ field: "birthDate", before: "1990-05-05", after: "1990-05-06" }]],
    [id(2), ["phone"], [{ field: "address", before: "Thôn 1", after: "Thôn 2" }]],
    [id(3), ["address", "relation"], []],
  ]);
  const before = await factsOf(register.sql, id(3));
  expect(await apply(sheet, mendId)).toMatchObject({ mended: 3, proposed: 2, refused: [] });
  expect(await factsOf(register.sql, id(1))).toMatchObject({ ethnicity: "Kinh", birthDate: "1990-05-05", phone: "0912345678" });
  expect(await factsOf(register.sql, id(3))).toMatchObject({ address: "Thôn 3", relation: "child" });
  expect(await preview(sheet)).toMatchObject(none);
  await agrees();
  const waiting = await listCorrections(deps, systemActor, { state: "proposed" });
  expect(waiting.ok && waiting.value.map(({ personId, form, evidence }) => [personId, form, evidence])).toEqual([
    [id(1), "DC02", "Giấy khai sinh số 5"],
    [id(2), "DC02", "CT01"],
  ]);
  const correctionId = waiting.ok ? (waiting.value[0]?.correctionId ?? "") : "";
  expect((await decideCorrection(deps, systemActor, { personId: id(1), correctionId, decision: "approve" })).ok).toBe(false);
  expect((await decideCorrection(deps, other, { personId: id(1), correctionId, decision: "approve" })).ok).toBe(true);
  expect((await factsOf(register.sql, id(1)))?.birthDate).toBe("1990-05-06");
  expect(await preview(sheet)).toMatchObject(none);
  expect(await undoMend(deps, systemActor, { mendId, unit: home })).toMatchObject({ value: { people: 3, left: 0 } });
  expect(await factsOf(register.sql, id(3))).toEqual(before);
  await agrees();
});

it("leads marks to their events", async () => {
  const sheet = await filledIn({
    // 20/5/2023 where the cell was made one of days
    4: { "Kết quả": "Đã chết", Ngày: "45066", "Căn cứ": "Trích lục khai tử số 7" },
    5: { "Kết quả": "Đã chuyển đi", Ngày: "2023-05-20", "Mã xã đến": neighbour.replace(/^0+/, ""), "Căn cứ": "CT01" },
    6: { "Kết quả": "ở nước ngoài", Ngày: "1/1/2023", "Căn cứ": "Lời khai của vợ" },
    7: { "Kết quả": "Không ai biết ở đây" },
    8: { "Kết quả": "Đã kiểm tra" },
  });
  expect(await preview(sheet)).toMatchObject({ mended: 1, events: 3, refusedRows: 0, unchanged: 6 });
  expect(await apply(sheet)).toMatchObject({ mended: 1, events: 3, refused: [] });
  const facts = await Promise.all([4, 5, 6, 7].map((n) => factsOf(register.sql, id(n))));
  expect(facts).toMatchObject([
    ...[{ diedOn: "2023-05-20" }, { permanentUnit: neighbour }, { residenceStatus: "abroad" }, { residenceStatus: "no-contact" }],
  ]);
  // who moved away is no longer of the commune
  expect(await preview(sheet)).toMatchObject({ mended: 0, events: 0, refused: [{ reason: "outside-sheet" }] });
  await agrees();
});

it("takes household and temporary residence as events, and old numbers as a proposal", async () => {
  const evidence = { Ngày: "20/5/2023", "Căn cứ": "CT01" };
  const sheet = await filledIn({
    1: { "Mã hộ": "H3", "Quan hệ với chủ hộ": "anh chị em", ...evidence },
    3: { "Số CMND": "12345678; 168000027", "Căn cứ": "CMND cũ" },
    9: { "Nơi ở hiện tại": neighbour.replace(/^0+/, ""), ...evidence },
    10: { "Mã hộ": "H9", "Quan hệ với chủ hộ": "con", "Nơi ở hiện tại": neighbour, ...evidence },
  });
  const shown = await preview(sheet);
  expect([shown.refused, shown]).toMatchObject([[], { mended: 0, proposed: 1, events: 3, refusedRows: 0 }]);
  const on = "2023-05-20";
  expect(shown.changes.map(({ personId, proposals, events }) => [personId, proposals, events])).toEqual([
    [id(1), [], [{ what: "householdId", on, to: "H3" }]],
    [id(3), [{ field: "oldIds", before: null, after: "012345678 168000027" }], []],
    [id(9), [], [{ what: "currentUnit", on, to: neighbour }]],
    [id(10), [], [{ what: "householdId", on, to: "H9" }, { what: "currentUnit", on, to: neighbour }]], // prettier-ignore
  ]);
  expect(await apply(sheet)).toMatchObject({ proposed: 1, events: 3, refused: [] });
  expect(await factsOf(register.sql, id(1))).toMatchObject({ householdId: "H3", relation: "sibling" });
  expect(await factsOf(register.sql, id(9))).toMatchObject({ currentUnit: neighbour, residenceStatus: "away-in-country" });
  expect(await factsOf(register.sql, id(10))).toMatchObject({ currentUnit: neighbour, householdId: "H9" });
  expect(await preview(sheet)).toMatchObject({ mended: 0, proposed: 0, events: 0, refusedRows: 0 });
  const waiting = await listCorrections(deps, systemActor, { state: "proposed", personId: id(3) });
  const correctionId = waiting.ok ? (waiting.value[0]?.correctionId ?? "") : "";
  expect((await decideCorrection(deps, other, { personId: id(3), correctionId, decision: "approve" })).ok).toBe(true);
  expect((await factsOf(register.sql, id(3)))?.oldIds).toEqual(["012345678", "168000027"]);
  expect(await preview(sheet)).toMatchObject({ mended: 0, proposed: 0, events: 0, refusedRows: 0 });
  // as it is drawn up now, it says what is held
  expect(await preview(await filledIn({}))).toMatchObject({ mended: 0, proposed: 0, events: 0, refusedRows: 0 });
  const wrong = await filledIn({
    1: { "Mã hộ": "H77", ...evidence },
    3: { "Số CMND": "1234", "Căn cứ": "CMND cũ" },
    8: { "Nơi ở hiện tại": neighbour },
    9: { "Nơi ở hiện tại": "Hà Nội", ...evidence },
    10: { "Mã hộ": "H3", Ngày: "20/5/2023" },
  });
  expect((await preview(wrong)).refused.map(({ column, reason }) => [column, reason])).toEqual([
    ["householdId", "household-unknown"],
    ["oldIds", "value-malformed"],
    ["day", "day-missing"],
    ["currentUnit", "value-malformed"],
    ["evidence", "evidence-missing"],
  ]);
  await agrees();
});

it("names the row, the column and both values of what it refuses", async () => {
  const first = await exported();
  const before = structuredClone(first);
  register.advanceMs(1_000);
  expect(await apply(await filledIn({ 9: { "Địa chỉ": "Thôn 9" } }, first))).toMatchObject({ mended: 1 });
  const foreign = before.find((cells) => cells.includes(id(8)))?.map((cell) => (cell === id(8) ? id(11) : cell)) ?? [];
  const nobody = foreign.map((cell) => (cell === id(11) ? newId() : cell));
  const again = before.find((cells) => cells.includes(id(10))) ?? [];
  const sheet = await filledIn(
    {
      1: { "Ngày sinh": "31/2/1990" },
      3: { "Kết quả": "chưa rõ" },
      6: { "Họ và tên": "Nguyễn Văn Phước" },
      8: { "Kết quả": "Đã chết" },
      9: { "Địa chỉ": "Thôn 99" },
      10: { "Kết quả": "Đã chuyển đi", Ngày: "20/5/2023", "Căn cứ": "CT01", "Mã xã đến": home },
    },
    [...before, foreign, nobody, [...again]],
  );
  const { refused } = await preview(sheet);
  expect(refused.map(({ column, reason, onSheet, inRegister }) => [column, reason, onSheet, inRegister])).toEqual([
    ["birthDate", "value-malformed", "31/2/1990", null],
    ["mark", "mark-unknown", "chưa rõ", null],
    ["evidence", "evidence-missing", null, null],
    ["day", "day-missing", "", null],
    ["address", "stale", "Thôn 99", "Thôn 9"],
    ["mark", "same-unit", "2023-05-20", null],
    ["personId", "outside-sheet", null, null],
    ["personId", "person-unknown", null, null],
    ["personId", "twice-in-sheet", null, null],
  ]);
  expect(refused.slice(-3).map(({ fullName }) => fullName)).toEqual([null, null, null]);
  const answers = [
    await previewSheet(deps, systemActor, query(), Buffer.from("Họ và tên,Ngày sinh\nA,B\n")),
    await previewSheet(deps, systemActor, query(), Buffer.from("PK\u0003\u0004", "latin1")),
    await applySheet(deps, systemActor, { ...query(), mendId: newId(), digest: "0".repeat(64) }, sheet),
  ];
  expect(answers.map((answer) => (answer.ok ? "" : answer.refusal.code))).toEqual([
    ...["not-a-check-sheet", "workbook-unreadable", "changed-meanwhile"],
  ]);
});

it("refuses a text that cannot be kept, before anything is written", async () => {
  const bytes = await filledIn({
    8: { "Điện thoại": "09\u00001" },
    9: { "Họ và tên": "Nguyễn\0 Khoa", "Dân tộc": "Tày" },
    10: { "Dân tộc": "T\uFFFDy" },
  });
  const shown = await preview(bytes);
  expect(shown).toMatchObject({ mended: 0, proposed: 0, refusedRows: 3 });
  expect(shown.refused.map(({ column, reason }) => [column, reason])).toEqual([
    ["phone", "value-malformed"],
    ["ethnicity", "value-malformed"],
    ["fullName", "value-malformed"],
  ]);
  expect(await apply(bytes)).toMatchObject({ mended: 0, proposed: 0, refusedRows: 3 });
});

it("lets who moves enter the household there", async () => {
  const toUnit = { "Kết quả": "Đã chuyển đi", Ngày: "21/5/2023", "Mã xã đến": neighbour, "Căn cứ": "CT01" };
  expect(await apply(await filledIn({ 8: { ...toUnit, "Mã hộ": "H11", "Quan hệ với chủ hộ": "con" } }))).toMatchObject({
    events: 1,
    mended: 0,
  });
  expect(await factsOf(register.sql, id(8))).toMatchObject({ permanentUnit: neighbour, householdId: "H11", relation: "child" });
  await agrees();
});

it("has a word for every mark in both languages, and room for all in one list", () => {
  const listed = sheetMarkKeys.map((mark) => sheetMarks[mark].text);
  for (const locale of ["vi", "en"] as const) {
    const words = listed.map((text) => text[locale]);
    // the most that a list within a cell may take (ECMA-376 part 1, 18.3.1.32)
    expect([new Set(words).size, words.join(",").length < 255, words.some((word) => word.includes(","))]).toEqual([
      words.length,
      true,
      false,
    ]);
  }
});
