import { makeSerial } from "@dinhdanh/cards/contract";
import { expect, it } from "vitest";
import { readScan } from "./read-scan.ts";

const serial = makeSerial("AA", 17);
const parcelId = "0198a1b2-0000-7000-8000-000000000001";

it.each([
  ["  ", { kind: "nothing" }],
  [`${serial}\r`, { kind: "serial", serial }],
  [serial.toLowerCase(), { kind: "serial", serial }],
  [`${serial.slice(0, -1)}${(Number(serial.at(-1)) + 1) % 10}`, { kind: "bad-serial", serial: expect.any(String) }],
  [`DINHDANH-PARCEL|${parcelId}|13450|20|0123456789abcdef`, { kind: "parcel", parcelId }],
  [` ${parcelId.toUpperCase()}\r`, { kind: "code", id: parcelId }],
  ["nguyễn thị", { kind: "name", name: "nguyễn thị" }],
  ["035190000018|168000018|Nguyễn Thị Ví Dụ|15031990|Nữ|Liêm Phong, Hà Nam|22042023", { kind: "name", name: "Nguyễn Thị Ví Dụ" }],
  ["WIFI|S:quan|P:x", { kind: "unknown-qr" }],
])("reads %j", (text, scan) => {
  expect(readScan(text)).toEqual(scan);
});
