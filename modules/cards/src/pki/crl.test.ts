import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clockAt, systemClock } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { issueCrl } from "./issue-crl.ts";
import { issueSigner } from "./issue-signer.ts";
import { openSigner } from "./open-signer.ts";
import type { Pki } from "./pki.ts";
import { revokeSigner } from "./revoke-signer.ts";
import { ceremony, codeOf, openssl, testFolder, testPki, valueOf } from "./test-pki.ts";

let pki: Pki;
const dir = join(testFolder(afterAll), "pki");
beforeAll(async () => {
  pki = await testPki(dir);
  for (let signer = 1; signer <= 3; signer += 1) valueOf(await issueSigner(pki, ceremony));
});

const at = (path: string) => join(dir, path);
const check = (signer: string) => openssl("verify", "-crl_check", "-CAfile", at("csca.pem"), "-CRLfile", at("crl.pem"), at(signer));
const shown = () => openssl("crl", "-in", at("crl.pem"), "-CAfile", at("csca.pem"), "-noout", "-text").replaceAll(/\s+/g, " ");

it("signs a first list that is empty", async () => {
  const crl = valueOf(await issueCrl(pki, ceremony));
  expect(crl).toMatchObject({ number: 1, revoked: 0 });
  expect(Date.parse(crl.nextUpdate) - Date.parse(crl.thisUpdate)).toBe(90 * 86_400_000);
  expect(readFileSync(at("crl.pem"), "utf8")).toMatch(/^-----BEGIN X509 CRL-----\n/);
  expect(shown()).toContain("verify OK");
  expect(shown()).toContain("No Revoked Certificates");
  expect(check("signers/01.pem")).toMatch(/^0 .*OK/);
});

it("revokes a signer, and the list says so at once", async () => {
  const { crl, revocation } = valueOf(await revokeSigner(pki, { number: 1, reason: "keyCompromise" }, ceremony));
  expect(crl).toMatchObject({ number: 2, revoked: 1 });
  expect(shown()).toContain(`Serial Number: ${revocation.serial}`);
  expect(shown()).toContain("Key Compromise");
  expect(shown()).toContain("X509v3 CRL Number: 2");
  expect(check("signers/01.pem")).toContain("certificate revoked");
  expect(check("signers/02.pem")).toMatch(/^0 .*OK/);
});

it("keeps what was revoked on later lists", async () => {
  valueOf(await revokeSigner(pki, { number: 2, reason: "unspecified" }, ceremony));
  expect(valueOf(await issueCrl(pki, ceremony))).toMatchObject({ number: 4, revoked: 2 });
  expect(check("signers/01.pem")).toContain("certificate revoked");
  expect(check("signers/02.pem")).toContain("certificate revoked");
  expect(shown().match(/CRL Reason Code/g)).toHaveLength(1);
});

it("signs no more with a revoked signer", async () => {
  expect(codeOf(await openSigner(pki, 1))).toBe("signer-revoked");
  expect(valueOf(await openSigner(pki)).entry.number).toBe(3);
});

it("stops a signer that is open when it is revoked", async () => {
  const signer = valueOf(await openSigner(pki, 3));
  expect((await signer.sign(Buffer.from("before"))).ok).toBe(true);
  valueOf(await revokeSigner(pki, { number: 3, reason: "superseded" }, ceremony));
  expect(codeOf(await signer.sign(Buffer.from("after")))).toBe("signer-revoked");
  expect(codeOf(await openSigner(pki))).toBe("no-signer");
});

it("refuses to revoke twice, or what there is not", async () => {
  expect(codeOf(await revokeSigner(pki, { number: 1, reason: "superseded" }, ceremony))).toBe("signer-revoked");
  expect(codeOf(await revokeSigner(pki, { number: 9, reason: "superseded" }, ceremony))).toBe("unknown-signer");
});

it("signs no list after the CSCA key's period", async () => {
  const later = { ...pki, clock: clockAt(() => systemClock.nowMs() + 6 * 366 * 86_400_000) };
  expect(codeOf(await issueCrl(later, ceremony))).toBe("csca-key-over");
});
