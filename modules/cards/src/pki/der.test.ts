import { expect, it } from "vitest";
import { der, derInteger, derOid, pem, tags } from "./der.ts";

// ITU-T X.690, 8.1.3: short form below 128, then as many bytes as it takes
it.each([
  [0, "0400"],
  [127, "047f"],
  [128, "048180"],
  [255, "0481ff"],
  [256, "04820100"],
  [65_535, "0482ffff"],
  [65_536, "0483010000"],
])("writes the length %i", (length, head) => {
  const written = der(tags.octetString, Buffer.alloc(length));
  expect(written.subarray(0, head.length / 2).toString("hex")).toBe(head);
  expect(written).toHaveLength(head.length / 2 + length);
});

it.each([
  ["00", "020100"],
  ["0000", "020100"],
  ["7f", "02017f"],
  ["80", "02020080"],
  ["000080", "02020080"],
  ["0100", "02020100"],
])("writes the integer %s", (bytes, written) => {
  expect(derInteger(Buffer.from(bytes, "hex")).toString("hex")).toBe(written);
});

// RFC 5480, 2.1.1.1 and X.690, 8.19.5
it.each([
  ["1.2.840.10045.3.1.7", "06082a8648ce3d030107"],
  ["2.23.136.1.1.6.2", "060767810801010602"],
  ["1.3.6.1.4.1.11591.4.11", "06092b06010401da47040b"],
])("writes the object identifier %s", (dotted, written) => {
  expect(derOid(dotted).toString("hex")).toBe(written);
});

it("breaks PEM into lines of 64", () => {
  expect(
    pem("X", Buffer.alloc(49))
      .split("\n")
      .map((line) => line.length),
  ).toEqual([17, 64, 4, 15, 0]);
});
