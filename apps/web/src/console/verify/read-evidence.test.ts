import { expect, it } from "vitest";
import { isWholeMrz, readChip, readText } from "./read-evidence.ts";

const mrz = "IDVNM1900000185035190000018<<9\n9003152F3003150VNM<<<<<<<<<<<6\nNGUYEN<<THI<VI<DU<<<<<<<<<<<<<";
const qr = "035190000018|168000018|Nguyễn Thị Ví Dụ|15031990|Nữ|Liêm Phong, Hà Nam|22042023";

it("tells a QR from an MRZ from neither", () => {
  expect(readText(` ${qr}\n`)).toEqual({ evidence: "qr", request: { qr }, files: 0 });
  expect(readText(mrz.toLowerCase())?.request).toEqual({ mrz: mrz.replaceAll("\n", "") });
  expect(isWholeMrz(mrz)).toBe(true);
  expect(isWholeMrz(mrz.slice(0, -1))).toBe(false);
  expect(isWholeMrz(qr)).toBe(false);
  expect(readText("035190000018")).toBeUndefined();
});

const file = (name: string, bytes = [1, 2, 255]) => ({ name, size: bytes.length, read: async () => Uint8Array.from(bytes) });

it("takes a chip's files by their names, and leaves the texts beside them out", async () => {
  const files = [file("EF_SOD.bin"), file("EF.DG1"), file("ef_dg13.BIN"), file("qr.txt"), file("print.json")];
  expect(await readChip(files)).toEqual({
    ...{ evidence: "chip", files: 3 },
    request: { chip: { EF_SOD: "AQL/", EF_DG1: "AQL/", EF_DG13: "AQL/" } },
  });
});

it.each([
  [[file("EF_SOD.bin")], { kind: "missing", names: ["EF_DG1.bin"] }],
  [[file("EF_SOD.bin"), file("EF_DG3.bin")], { kind: "unknown", names: ["EF_DG3.bin"] }],
  [[file("EF_SOD.bin"), { ...file("EF_DG2.bin"), size: 9_000_000 }], { kind: "large", names: ["EF_DG2.bin"] }],
])("says what is wrong with the files", async (files, fault) => {
  expect(await readChip(files)).toEqual(fault);
});
