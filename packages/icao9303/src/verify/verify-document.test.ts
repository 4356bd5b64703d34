import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { writeEfCom } from "../lds/ef-com.ts";
import { sodWriter } from "../lds/ef-sod.ts";
import { readTrustList, type TrustList } from "../pki/trust-list.ts";
import { makeDocument, type TestDocument } from "../test-document.ts";
import { day, keyEncipherment, makeAuthority, makeCrl, makeSigner, type Party, signerOf } from "../test-pki.ts";
import { seeded } from "../test-support.ts";
import { type Inspection, verifyDocument } from "./verify-document.ts";

let authority: Party;
let signer: Party;
let document: TestDocument;
let trust: TrustList;

function trusting(csca: readonly Uint8Array[], crls: readonly Uint8Array[] = []): TrustList {
  const list = readTrustList({ csca, crls });
  if (!list.ok) throw new Error(list.fault.what);
  return list.value;
}

beforeAll(async () => {
  authority = await makeAuthority();
  signer = await makeSigner(authority);
  document = makeDocument(signer, day("2021-03-04"));
  trust = trusting([authority.der]);
});

const at = day("2023-01-01");
const inspect = (files: Partial<TestDocument> = {}, inspection: Partial<Inspection> = {}) =>
  verifyDocument({ ...document, ...files }, { trust, at, ...inspection });
const withGroup = (group: number, file: Buffer) => new Map([...document.groups, [group, file]]);

describe("what is as it was signed", () => {
  it("is genuine", () => {
    const name = { subject: "C=UT,O=Utopia,CN=Document Signer 1", issuer: "C=UT,O=Utopia,CN=CSCA Utopia", serialNumber: "a1b2c" };
    expect(inspect()).toEqual({ verdict: "genuine", signer: name, revocation: "none", checked: [1, 2], unread: [] });
  });

  it("is genuine as far as it was read", () => {
    const groups = new Map([[1, document.groups.get(1) as Buffer]]);
    expect(inspect({ groups }, { required: [1] })).toMatchObject({ verdict: "genuine", checked: [1], unread: [2] });
  });
});

describe("alterations", () => {
  it("are named by file", () => {
    const changed = Buffer.from(document.groups.get(2) as Buffer);
    changed[changed.length - 1] = 0;
    expect(inspect({ groups: withGroup(2, changed) })).toMatchObject({
      verdict: "altered",
      alterations: [{ file: "EF.DG2", how: "hash-differs" }],
    });
    expect(inspect({ groups: withGroup(13, changed) })).toMatchObject({ alterations: [{ file: "EF.DG13", how: "not-signed" }] });
    expect(inspect({}, { required: [1, 15] })).toMatchObject({ alterations: [{ file: "EF.DG15", how: "missing" }] });
    const com = writeEfCom({ ldsVersion: "0108", unicodeVersion: "040000", groups: [1] });
    expect(inspect({ com })).toMatchObject({ alterations: [{ file: "EF.COM", how: "disagrees" }] });
    const older = writeEfCom({ ldsVersion: "0107", unicodeVersion: "040000", groups: [1, 2] });
    expect(inspect({ com: older })).toMatchObject({ alterations: [{ file: "EF.COM", how: "disagrees" }] });
  });

  it("of the security object make its signature invalid", () => {
    const sod = Buffer.from(document.sod);
    const first = sod.indexOf(Buffer.from("3025020101", "hex"));
    sod[first + 10] = (sod[first + 10] as number) ^ 1;
    expect(inspect({ sod })).toEqual({ verdict: "signature-invalid", cause: "content-differs" });
    const last = Buffer.from(document.sod);
    last[last.length - 1] = (last.at(-1) as number) ^ 1;
    expect(inspect({ sod: last })).toEqual({ verdict: "signature-invalid", cause: "signature-differs" });
  });

  it("are seen wherever a byte is changed", () => {
    fc.assert(
      fc.property(fc.constantFrom("sod", 1, 2), fc.nat(), fc.integer({ min: 1, max: 255 }), (which, pick, mask) => {
        const file = Buffer.from(which === "sod" ? document.sod : (document.groups.get(Number(which)) as Buffer));
        const place = pick % file.length;
        file[place] = (file[place] as number) ^ mask;
        const verdict = which === "sod" ? inspect({ sod: file }) : inspect({ groups: withGroup(Number(which), file) });
        expect(verdict.verdict, `byte ${place}`).not.toBe("genuine");
      }),
      seeded("changed byte", 2000),
    );
  });
});

describe("signers", () => {
  it("are unknown without their authority, or with one of the same name", async () => {
    const stranger = await makeAuthority("C=XX, CN=Stranger");
    expect(inspect({}, { trust: trusting([stranger.der]) })).toMatchObject({ verdict: "unknown-signer", cause: "no-authority" });
    const impostor = await makeAuthority();
    expect(inspect({}, { trust: trusting([impostor.der]) })).toMatchObject({ verdict: "unknown-signer", cause: "not-signed-by-authority" });
    // a forged document of the impostor's signer, before the true authority
    const forged = makeDocument(await makeSigner(impostor));
    expect(verifyDocument(forged, { trust, at })).toMatchObject({ verdict: "unknown-signer", cause: "not-signed-by-authority" });
    expect(verifyDocument(forged, { trust: trusting([authority.der, impostor.der]), at })).toMatchObject({ verdict: "genuine" });
  });

  it.each([
    ["key usage", { usage: keyEncipherment }],
    ["extended key usage", { extendedKeyUsage: "2.23.136.1.1.3" }],
  ])("must be allowed to sign documents: %s", async (_, options) => {
    const wrong = makeDocument(await makeSigner(authority, options));
    expect(verifyDocument(wrong, { trust, at })).toMatchObject({ verdict: "unknown-signer", cause: "not-allowed-to-sign" });
  });

  it("may be revoked", async () => {
    const revoking = await makeCrl(authority, ["0a1b2c"], day("2022-01-01"), day("2022-06-01"));
    const other = await makeCrl(authority, ["77"], day("2022-07-01"), day("2022-12-01"));
    const before = await makeCrl(authority, [], day("2021-02-01"), day("2021-12-01"));
    const revoked = { verdict: "signer-revoked", since: day("2022-01-01") };
    expect(inspect({}, { trust: trusting([authority.der], [revoking]) })).toMatchObject(revoked);
    const lists = trusting([authority.der], [before, revoking]);
    expect(inspect({}, { trust: lists, at: day("2021-06-01") })).toMatchObject({ verdict: "genuine", revocation: "current" });
    expect(inspect({}, { trust: lists, at: day("2022-02-01") })).toMatchObject(revoked);
    expect(inspect({}, { trust: trusting([authority.der], [other]) })).toMatchObject({ verdict: "genuine", revocation: "stale" });
  });

  it.each([
    ["2020-12-31", undefined, "signer-not-yet-valid"],
    ["2036-01-02", undefined, "signer-expired"],
    ["2022-01-01", "2021-07-01", "signed-outside-key-usage"],
    ["2022-01-01", "2022-02-01", "signed-outside-validity"],
    ["2022-01-01", "2020-12-01", "signed-outside-validity"],
  ])("have their periods: inspected %s, signed %s: %s", (moment, signedOn, cause) => {
    const unsaid = makeDocument(signer);
    const inspection = { trust, at: day(moment), ...(signedOn === undefined ? {} : { signedOn: day(signedOn) }) };
    expect(verifyDocument(unsaid, inspection)).toMatchObject({ verdict: "signer-expired", cause });
    if (signedOn === undefined) return;
    expect(verifyDocument(makeDocument(signer, day(signedOn)), { trust, at: day(moment) })).toMatchObject({
      verdict: "signer-expired",
      cause,
    });
  });

  it("put an alteration before an expiry, and a revocation before both", async () => {
    const groups = withGroup(1, Buffer.from("other"));
    const late = day("2037-01-01");
    expect(inspect({ groups }, { at: late }).verdict).toBe("altered");
    const crl = await makeCrl(authority, ["0a1b2c"], day("2022-01-01"), day("2039-06-01"));
    expect(inspect({ groups }, { at: late, trust: trusting([authority.der], [crl]) }).verdict).toBe("signer-revoked");
  });
});

describe("malformed files", () => {
  it.each([
    ["nothing", Buffer.alloc(0), "missing"],
    ["another file", Buffer.from("6103020101", "hex"), "unexpected-tag"],
    ["zeros", Buffer.alloc(100), "unexpected-tag"],
  ])("are named: EF.SOD is %s", (_, sod, code) => {
    expect(inspect({ sod })).toMatchObject({ verdict: "malformed", file: "EF.SOD", fault: { code } });
  });

  it("are named when truncated, bloated, or without a signer's certificate", () => {
    expect(inspect({ sod: document.sod.subarray(0, -1) })).toMatchObject({ fault: { code: "truncated" } });
    expect(inspect({ sod: Buffer.concat([document.sod, Buffer.alloc(1)]) })).toMatchObject({ fault: { code: "leftover-bytes" } });
    expect(inspect({ com: Buffer.from("6000", "hex") })).toMatchObject({
      verdict: "malformed",
      file: "EF.COM",
      fault: { what: "LDS version" },
    });
    const other = { ...signerOf(signer), certificateDer: authority.der };
    const sod = sodWriter(other)(document.groups);
    expect(inspect({ sod })).toMatchObject({ verdict: "signature-invalid" });
  });
});
