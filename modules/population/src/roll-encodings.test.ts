import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decoderFor, type Encoding } from "@dinhdanh/vietnamese";
import { counts, testRoll } from "./test-roll.ts";

let roll: Awaited<ReturnType<typeof testRoll>>;
beforeAll(async () => {
  roll = await testRoll();
});
beforeEach(() => roll.clear());
afterAll(() => roll?.close());

const header = "Số định danh;Họ và tên;Ngày sinh;Giới tính;Mã xã thường trú;Quan hệ với chủ hộ;Tình trạng cư trú;Quê quán";
const people = [
  "035190000018;Nguyễn Thị Ví Dụ;15/03/1990;Nữ;13450;Vợ;Ở nước ngoài;Thôn Đồng Bản, xã Liêm Phong",
  "035085000027;Trần Văn Giả Định;1985;Nam;13450;Chủ hộ;Thường trú;Tổ 5, phường Lê Hồng Phong",
  "035179000036;Đặng Quỳnh Thí Dụ;12/1979;Nữ;13408;Mẹ;Già yếu;Xóm 3, xã Thanh Thủy",
];
const text = [header, ...people, ""].join("\r\n");

async function expectPeople(): Promise<void> {
  expect(await roll.facts("035190000018")).toEqual({
    ...{ pin: "035190000018", fullName: "Nguyễn Thị Ví Dụ", birthDate: "1990-03-15", sex: "female", permanentUnit: "13450" },
    ...{ relation: "spouse", residenceStatus: "abroad", origin: "Thôn Đồng Bản, xã Liêm Phong" },
  });
  expect(await roll.facts("035085000027")).toMatchObject({
    fullName: "Trần Văn Giả Định",
    birthDate: "1985",
    relation: "head",
    residenceStatus: "present",
  });
  expect(await roll.facts("035179000036")).toMatchObject({
    fullName: "Đặng Quỳnh Thí Dụ",
    birthDate: "1979-12",
    residenceStatus: "bedridden",
  });
}

/** Letter → bytes, found by decoding every byte and every pair of them. */
function encoderFor(encoding: Encoding): (letters: string) => Buffer {
  const bytes = new Map<string, number[]>();
  const learn = (...tried: number[]) => {
    const decoder = decoderFor(encoding);
    const letter = decoder.write(Uint8Array.from(tried)) + decoder.end();
    if (letter.length === 1 && !bytes.has(letter)) bytes.set(letter, tried);
  };
  for (let byte = 0; byte < 256; byte += 1) learn(byte);
  for (let first = 65; first < 256; first += 1) for (let second = 128; second < 256; second += 1) learn(first, second);
  return (letters) =>
    Buffer.from(Array.from(letters).flatMap((letter) => bytes.get(letter) ?? expect.fail(`${encoding} has no ${letter}`)));
}

describe("a roll with Vietnamese headers and words, separated by semicolons", () => {
  it.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with BOM", Buffer.from(`\uFEFF${text}`)],
    ["NFD", Buffer.from(text.normalize("NFD"))],
    ["LF", Buffer.from(text.replaceAll("\r\n", "\n"))],
    ["UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le")],
  ])("in %s", async (_, content) => {
    expect(counts(await roll.take(content))).toEqual([3, 0, 0, 0]);
    await expectPeople();
  });

  it.each(["tcvn3", "vni", "windows-1258"] as const)("in %s", async (encoding) => {
    const content = encoderFor(encoding)(text);
    expect(content.equals(Buffer.from(text))).toBe(false);
    expect(counts(await roll.take(content))).toEqual([3, 0, 0, 0]);
    await expectPeople();
    // the same people in another encoding are the same people
    expect(counts(await roll.take(text))).toEqual([0, 0, 0, 3]);
  });
});

it("reads TCVN3 as it is known from files", async () => {
  const content = "pin,fullName,sex,birthDate,permanentUnit\n035190000018,NguyÔn ThÞ Hßa §Æng,N÷,1990,13450\n";
  expect(counts(await roll.take(Buffer.from(content, "latin1")))).toEqual([1, 0, 0, 0]);
  expect(await roll.facts("035190000018")).toMatchObject({ fullName: "Nguyễn Thị Hòa Đặng", sex: "female" });
});

it("rejects rows of another encoding than the file's, and takes the others", async () => {
  const stray = Buffer.from("035171000045;NguyÔn ThÞ Hßa;1971;Nu;13450;;;\r\n", "latin1");
  const report = await roll.take(Buffer.concat([Buffer.from(text), stray]));
  expect(counts(report)).toEqual([3, 0, 1, 0]);
  await expectPeople();
});
