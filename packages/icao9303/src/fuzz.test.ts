import * as fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import {
  parseTd1,
  parseTd3,
  readCertificate,
  readCrl,
  readDg1,
  readDg13,
  readDg14,
  readDg15,
  readDg2,
  readEfCom,
  readEfSod,
} from "./index.ts";
import { readImageSize, readMasterList, readTlv, readTrustList, type TrustList, verifyDocument, writeDg13, writeDg14 } from "./index.ts";
import { makeDocument, type TestDocument } from "./test-document.ts";
import { day, makeAuthority, makeCrl, makeSigner } from "./test-pki.ts";
import { seeded } from "./test-support.ts";

/** Every reader of bytes. */
const readers: Readonly<Record<string, (bytes: Buffer) => { ok: boolean }>> = {
  readTlv,
  readEfCom,
  readDg1,
  readDg2,
  readDg13,
  readDg14,
  readDg15,
  readEfSod,
  readMasterList,
  readCertificate,
  readCrl,
  readImageSize,
  readTrustList: (bytes) => readTrustList({ csca: [bytes], crls: [bytes] }),
  parseTd1: (bytes) => parseTd1(bytes.toString("latin1")),
  parseTd3: (bytes) => parseTd3(bytes.toString("latin1")),
};

let document: TestDocument;
let trust: TrustList;
/** well-formed files to start from */
let files: Buffer[];

beforeAll(async () => {
  const authority = await makeAuthority();
  document = makeDocument(await makeSigner(authority), day("2021-03-04"));
  const list = readTrustList({ csca: [authority.der] });
  if (!list.ok) throw new Error(list.fault.what);
  trust = list.value;
  const text = "Nguyễn";
  const names = ["number", "fullName", "birthDate", "sex", "nationality", "ethnicity", "religion", "origin", "residence", "features"];
  const rest = ["issuedOn", "expiresOn", "oldNumber", "father", "mother"];
  const details = Object.fromEntries([...names, ...rest].map((name) => [name, /Date|On$|umber/.test(name) ? "01/01/1990" : text]));
  const crl = await makeCrl(authority, ["01", "02"], day("2022-01-01"), day("2022-04-01"));
  files = [
    ...document.groups.values(),
    document.com,
    document.sod,
    writeDg13(details as Parameters<typeof writeDg13>[0]),
    writeDg14([Buffer.from("30060604040007ff", "hex")]),
    authority.der,
    crl,
    document.sod.subarray(4),
  ];
});

/** Changes of a file as attackers and failing chips make them. */
type Change = { at: number; kind: "flip" | "cut" | "insert" | "length"; byte: number };
const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ at: fc.nat(), kind: fc.constantFrom("flip", "cut", "insert", "length"), byte: fc.integer({ min: 0, max: 255 }) }),
  { minLength: 1, maxLength: 6 },
);

function mutate(file: Buffer, list: readonly Change[]): Buffer {
  let bytes = Buffer.from(file);
  for (const { at, kind, byte } of list) {
    if (bytes.length === 0) break;
    const place = at % bytes.length;
    if (kind === "flip") bytes[place] = byte;
    else if (kind === "cut") bytes = bytes.subarray(0, place);
    else if (kind === "insert") bytes = Buffer.concat([bytes.subarray(0, place), Buffer.of(byte, byte, byte), bytes.subarray(place)]);
    else bytes.writeUInt8([0x80, 0x81, 0x82, 0x84, 0xff][byte % 5] as number, place);
  }
  return bytes;
}

const expectAnswers = (bytes: Buffer) => {
  for (const reader of Object.values(readers)) expect(typeof reader(bytes).ok).toBe("boolean");
};

it("answers random bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => expectAnswers(Buffer.from(bytes))),
    seeded("random bytes", 1000),
  );
});

it("answers changed files, and finds no document genuine with a changed security object", () => {
  fc.assert(
    fc.property(fc.nat(), changes, (pick, list) => {
      const file = files[pick % files.length] as Buffer;
      const changed = mutate(file, list);
      expectAnswers(changed);
      const verdict = verifyDocument({ ...document, sod: changed }, { trust, at: day("2022-01-01") });
      if (!changed.equals(document.sod)) expect(verdict.verdict).not.toBe("genuine");
    }),
    seeded("changed files", 1500),
  );
});

it("answers deep nesting and huge lengths at once, within bounds", () => {
  const deep = Buffer.from("3080".repeat(100_000), "hex");
  const long = Buffer.concat([Buffer.from("7784ffffffff", "hex"), Buffer.alloc(2 ** 20)]);
  const many = Buffer.alloc(2 ** 20, Buffer.from("0500", "hex"));
  const nested = Buffer.alloc(60_000);
  for (let i = 0; i < nested.length; i += 4) nested.writeUInt32BE(0x30820000 + Math.max(0, nested.length - i - 4), i);
  const started = performance.now();
  const before = process.memoryUsage().rss;
  for (const bytes of [deep, long, many, nested, Buffer.alloc(2 ** 20, 0x30), Buffer.alloc(2 ** 20, "<"), Buffer.alloc(2 ** 20, 0xff)])
    expectAnswers(bytes);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20);
});
