import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTrustList, sodWriter, softwareSigner, verifyDocument, writeDg1 } from "@dinhdanh/icao9303";
import { systemClock } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { issueSigner } from "./issue-signer.ts";
import { openSigner } from "./open-signer.ts";
import type { Pki } from "./pki.ts";
import { revokeSigner } from "./revoke-signer.ts";
import { rotateCsca } from "./rotate-csca.ts";
import { ceremony, openssl, testFolder, testPki, valueOf } from "./test-pki.ts";

const folder = testFolder(afterAll);
const dir = join(folder, "pki");
const mrz = ["IDVNM1900000185035190000018<<9", "9003152F3003150VNM<<<<<<<<<<<6", "NGUYEN<<THI<VI<DU<<<<<<<<<<<<<"];
const groups = new Map([[1, writeDg1(mrz)]]);

let pki: Pki;
let sod: Buffer;
beforeAll(async () => {
  pki = await testPki(dir);
  valueOf(await issueSigner(pki, ceremony));
  const signer = valueOf(await openSigner(pki));
  const sign = async (data: Uint8Array) => valueOf(await signer.sign(data)).der;
  sod = await sodWriter({ certificateDer: signer.certificate, algorithm: "ecdsa-sha256", sign })(groups);
});

/** As a reader answers that has what the PKI publishes. */
function verdict(crls: string[] = []): string {
  const file = (name: string) => readFileSync(join(dir, name));
  const trust = readTrustList({ csca: [file("csca.pem")], crls: crls.map(file) });
  if (!trust.ok) throw new Error(JSON.stringify(trust.fault));
  return verifyDocument({ sod, groups }, { trust: trust.value, at: new Date(systemClock.nowMs()) }).verdict;
}

it("signs documents that are genuine, also to OpenSSL", () => {
  expect(verdict()).toBe("genuine");
  const path = join(folder, "sod.der");
  // EF.SOD is the CMS in one more tag (Doc 9303-10, 4.6.2)
  writeFileSync(path, sod.subarray(sod[1] === 0x82 ? 4 : 3));
  const cms = ["cms", "-verify", "-inform", "DER", "-in", path, "-CAfile", join(dir, "csca.pem"), "-purpose", "any", "-noout"];
  expect(openssl(...cms)).toContain("CMS Verification successful");
});

it("gives worker threads a key that fits the certificate", async () => {
  const { certificate, privateKey } = valueOf(await openSigner(pki));
  const posted = structuredClone(privateKey!);
  sod = sodWriter(softwareSigner(certificate, posted))(groups);
  expect(verdict()).toBe("genuine");
});

it("keeps documents genuine over a rotation, and tells when their signer is revoked", async () => {
  valueOf(await rotateCsca(pki, true, ceremony));
  expect(verdict()).toBe("genuine");
  valueOf(await revokeSigner(pki, { number: 1, reason: "keyCompromise" }, ceremony));
  expect(verdict(["crl.pem"])).toBe("signer-revoked");
});
