import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { ecdsaSignature, type Signer, softwareSigner } from "../cms/signer.ts";
import { openssl, pem } from "../test-openssl.ts";
import { readCertificate } from "../pki/certificate.ts";
import { readTrustList } from "../pki/trust-list.ts";
import { day, makeAuthority, makeSigner, p256, p384, type Party, signerOf } from "../test-pki.ts";
import { verifyDocument } from "../verify/verify-document.ts";
import { readDg1 } from "./dg1.ts";
import { readDg14 } from "./dg14.ts";
import { readEfSod, sodWriter } from "./ef-sod.ts";

let authority: Party;
beforeAll(async () => {
  authority = await makeAuthority();
});

const groups = new Map([
  [13, Buffer.from("thirteen")],
  [1, Buffer.from("one")],
]);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
/** The ContentInfo within EF.SOD. */
const contentInfoOf = (sod: Buffer) => sod.subarray(4);

describe("EF.SOD", () => {
  it.each([
    ["P-256, version 0", p256, undefined, undefined],
    ["P-256, version 1, with the time of signing", p256, { ldsVersion: "0108", unicodeVersion: "040000" }, day("2021-03-04")],
    ["P-384", p384, undefined, day("2052-03-04")],
  ])("is accepted by openssl: %s", async (_, algorithm, version, signedAt) => {
    const signer = await makeSigner(authority, { algorithm });
    const sod = sodWriter(signerOf(signer), version)(groups, signedAt);
    const files = { "sod.der": contentInfoOf(sod), "csca.pem": pem("CERTIFICATE", authority.der) };
    const verify = [
      "cms",
      "-verify",
      "-inform",
      "DER",
      "-in",
      "sod.der",
      "-CAfile",
      "csca.pem",
      "-attime",
      "1640995200",
      "-purpose",
      "any",
    ];
    const content = openssl(files, ...verify);
    const hashName = algorithm === p384 ? "sha384" : "sha256";
    expect(content.includes(createHash(hashName).update("one").digest())).toBe(true);
    expect(openssl(files, "asn1parse", "-inform", "DER", "-in", "sod.der").toString()).toContain(
      ":signingTime".slice(0, signedAt ? 12 : 1),
    );
    expect(() => openssl({ ...files, "sod.der": flipped(contentInfoOf(sod), content) }, ...verify)).toThrow("verification failure");

    const read = readEfSod(sod);
    if (!read.ok) throw new Error(read.fault.what);
    const { securityObject, signedData } = read.value;
    expect([...securityObject.hashes.keys()]).toEqual([1, 13]);
    expect(securityObject.hash).toBe(hashName);
    expect(securityObject.version).toEqual(version);
    expect(signedData.signedAt).toEqual(signedAt);
    expect(signedData.certificates).toEqual([signer.der]);
  });

  it("comes later from a signer that answers later, and takes r and s side by side", async () => {
    const party = await makeSigner(authority);
    const software = signerOf(party);
    const token: Signer<Promise<Buffer>> = {
      ...software,
      sign: async (data) => ecdsaSignature(plainOf(await Promise.resolve(software.sign(data)))),
    };
    const sod = await sodWriter(token)(groups);
    const trust = readTrustList({ csca: [authority.der] });
    if (!trust.ok) throw new Error(trust.fault.what);
    expect(verifyDocument({ sod, groups }, { trust: trust.value, at: day("2022-01-01") }).verdict).toBe("genuine");
    expect(ecdsaSignature(Buffer.from("00000001ff000000", "hex")).toString("hex")).toBe("300a020101020500ff000000");
  });

  it("takes data groups 1 to 16, and keys that fit", async () => {
    const party = await makeSigner(authority);
    expect(() => sodWriter(signerOf(party))(new Map([[17, Buffer.alloc(1)]]))).toThrow(RangeError);
    const other = signerOf(await makeSigner(authority));
    expect(() => softwareSigner(authority.der, "no key")).toThrow("unsupported");
    expect(other.algorithm).toBe("ecdsa-sha256");
  });
});

/** A byte of the content changed. */
function flipped(file: Buffer, content: Buffer): Buffer {
  const changed = Buffer.from(file);
  const at = file.indexOf(content) + content.length - 1;
  changed[at] = (changed[at] as number) ^ 1;
  return changed;
}

/** r and s side by side, from ECDSA-Sig-Value. */
function plainOf(der: Buffer): Buffer {
  const rLength = der[3] as number;
  const number = (bytes: Buffer) => Buffer.concat([Buffer.alloc(32), bytes]).subarray(-32);
  return Buffer.concat([number(der.subarray(4, 4 + rLength)), number(der.subarray(6 + rLength))]);
}

/** id-PK-DH or -ECDH, id-CA, id-TA (BSI TR-03110). */
const protocols = ["0.4.0.127.0.7.2.2.1.2", "0.4.0.127.0.7.2.2.3.2.1", "0.4.0.127.0.7.2.2.2"];

describe("the reference data set of BSI TR-03105-5", () => {
  const vector = (name: string) =>
    Buffer.from(readFileSync(new URL(`../vectors/bsi-tr-03105-5-${name}.hex`, import.meta.url), "latin1").replaceAll("\n", ""), "hex");
  const sod = vector("sod");
  const files = new Map([
    [1, vector("dg1")],
    [14, vector("dg14")],
  ]);

  it("has the hashes of its data groups, and readable data groups", () => {
    const read = readEfSod(sod);
    if (!read.ok) throw new Error(read.fault.what);
    expect([...read.value.securityObject.hashes.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 14]);
    for (const [group, file] of files) expect(read.value.securityObject.hashes.get(group)).toEqual(sha256(file));
    expect(read.value.signedData.scheme).toEqual({ kind: "pss", hash: "sha256", saltLength: 32 });
    const certificate = readCertificate(read.value.signedData.certificates[0] as Buffer);
    expect(certificate).toMatchObject({ ok: true, value: { subject: "C=DE,O=HJP Consulting,OU=Document Signer,CN=HJP PB DS" } });
    expect(readDg1(files.get(1) as Buffer)).toMatchObject({ ok: true, value: [expect.stringContaining("MUSTERMANN"), expect.any(String)] });
    const infos = readDg14(files.get(14) as Buffer);
    expect(infos.ok && infos.value.map(({ protocol }) => protocol)).toEqual(protocols);
  });

  it("is signed (RSASSA-PSS) by a signer whom a stranger's trust list does not know", () => {
    const trust = readTrustList({ csca: [authority.der] });
    if (!trust.ok) throw new Error(trust.fault.what);
    const inspection = { trust: trust.value, at: day("2014-06-01") };
    expect(verifyDocument({ sod, groups: files }, inspection)).toMatchObject({ verdict: "unknown-signer", cause: "no-authority" });
    const changed = Buffer.from(sod);
    changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
    expect(verifyDocument({ sod: changed, groups: files }, inspection)).toEqual({
      verdict: "signature-invalid",
      cause: "signature-differs",
    });
  });
});
