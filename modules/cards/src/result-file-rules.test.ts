import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import * as fc from "fast-check";
import { previewResultFile, readResultFile, type ResultRefusal } from "./result-file-rules.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const serials = ["DD000000018", "DD000000026", "DD000000034"];
const expected = { batchId: "b1", machineFileSha256: "m1", serials, sha256 };

const header = { type: "header", format: "dinhdanh-result", version: 1, batchId: "b1", machineFileSha256: "m1" };
const rows = serials.map((serial) => ({ type: "result", serial, outcome: "printed" }));

/** @param lines a header and rows; the trailer is made for them unless given */
function file(lines: readonly unknown[], trailer: Record<string, unknown> = {}): Buffer {
  const text = lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");
  return Buffer.from(
    `${text}${JSON.stringify({ type: "trailer", batchId: "b1", cards: lines.length - 1, sha256: sha256(text), ...trailer })}\n`,
  );
}
const whole = file([header, ...rows]);
const answer = (bytes: Uint8Array) => {
  const read = readResultFile(bytes, expected);
  return read.ok ? "read" : read.refusal;
};

it("reads a whole file", () => {
  const [a, b, c] = rows;
  const mixed = file([header, { ...a, outcome: "failed", reason: "not fed" }, b, { ...c, outcome: "spoiled", reason: "blurred" }]);
  expect(readResultFile(mixed, expected)).toEqual({
    ok: true,
    value: [
      { serial: serials[0], outcome: "failed", reason: "not fed" },
      { serial: serials[1], outcome: "printed", reason: null },
      { serial: serials[2], outcome: "spoiled", reason: "blurred" },
    ],
  });
  expect(answer(whole)).toBe("read");
});

const [first, second, third] = [rows[0]!, rows[1]!, rows[2]!];
const cases: [ResultRefusal, Buffer, number?][] = [
  ["file-too-large", Buffer.alloc(64 * 2 ** 20 + 1)],
  ["file-not-text", Buffer.from([0xff, 0xfe, 0x0a])],
  ["file-not-text", Buffer.from(`${JSON.stringify(header)}\0\n`)],
  ["file-header", Buffer.from("")],
  ["file-header", file([first, second, third])],
  ["file-header", file([{ ...header, version: 2 }, ...rows])],
  ["file-header", file([{ ...header, more: 1 }, ...rows])],
  ["file-header", file(["x".repeat(3000), ...rows])],
  ["file-other-batch", file([{ ...header, batchId: "b2" }, ...rows])],
  ["file-other-batch", file([header, ...rows], { batchId: "b2" }), 5],
  ["file-other-machine-file", file([{ ...header, machineFileSha256: "m2" }, ...rows])],
  ["row-malformed", file([header, first, "{", third]), 3],
  ["row-malformed", file([header, first, { ...second, outcome: "lost" }, third]), 3],
  ["row-malformed", file([header, first, { ...second, extra: true }, third]), 3],
  ["row-unknown-serial", file([header, first, { ...second, serial: "DD999999990" }, third]), 3],
  ["row-serial-twice", file([header, first, first, second]), 3],
  ["row-out-of-order", file([header, first, third, second]), 3],
  ["row-reason-missing", file([header, first, second, { ...third, outcome: "spoiled" }]), 4],
  ["file-truncated", whole.subarray(0, whole.length - 1)],
  ["file-truncated", Buffer.from(`${[header, ...rows].map((line) => JSON.stringify(line)).join("\n")}\n`)],
  ["file-truncated", file([header, first, second])],
  ["file-truncated", file([header, ...rows], { cards: 4 })],
  ["file-checksum", file([header, ...rows], { sha256: sha256("other") })],
];
it.each(cases)("refuses by name: %s", (code, bytes, row) => {
  expect(answer(bytes)).toEqual({ code, retryable: false, ...(row === undefined ? {} : { details: { row } }) });
});

it("refuses a file of which any byte was cut off or changed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
      expect(answer(whole.subarray(0, length))).not.toBe("read");
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length - 2 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at]! + by) % 256;
      const same = changed.toString().replaceAll("\r\n", "\n") === whole.toString();
      fc.pre(!same);
      expect(answer(changed)).not.toBe("read");
    }),
    { numRuns: 500 },
  );
});

const preview = (bytes: Uint8Array) => previewResultFile(bytes, expected);

it("shows what a file says before it is taken", () => {
  const said = file([
    header,
    first,
    { ...second, outcome: "failed", reason: "not fed" },
    { ...third, outcome: "spoiled", reason: "blurred" },
  ]);
  expect(preview(said)).toEqual({ printed: 1, failed: 1, spoiled: 1, faults: [] });
});

it("names all faults at once, and goes on after a row out of order", () => {
  const faulty = file([header, second, third, third, "{", { ...first, serial: "DD999999990" }]);
  expect(preview(faulty)).toEqual({
    ...{ printed: 1, failed: 0, spoiled: 0 },
    faults: [
      { row: 2, code: "row-out-of-order" },
      { row: 4, code: "row-serial-twice" },
      { row: 5, code: "row-malformed" },
      { row: 6, code: "row-unknown-serial" },
    ],
  });
});

it("finds what the server would refuse, but for the checksum", () => {
  for (const [code, bytes, row] of cases) {
    const { faults } = preview(bytes);
    if (code === "file-checksum" || (code === "file-other-batch" && row !== undefined)) expect(faults, code).toEqual([]);
    else expect(faults.map((fault) => fault.code), code).toContain(code); // prettier-ignore
  }
});
