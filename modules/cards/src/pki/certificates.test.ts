import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { issueSigner } from "./issue-signer.ts";
import type { Pki } from "./pki.ts";
import { ceremony, openssl, testFolder, testPki, valueOf } from "./test-pki.ts";

let pki: Pki;
const dir = join(testFolder(afterAll), "pki");
beforeAll(async () => {
  pki = await testPki(dir, {
    settings: { documentTypes: ["IP", "ID"], crlUrls: ["http://pki.dinhdanh.invalid/crl", "https://pkd.invalid/VNM.crl"] },
  });
  valueOf(await issueSigner(pki, ceremony));
});

const at = (path: string) => join(dir, path);
const shown = (path: string) => openssl("x509", "-in", at(path), "-noout", "-text").replaceAll(/\s+/g, " ");

it("signs what OpenSSL verifies, strictly", () => {
  expect(openssl("verify", "-x509_strict", "-CAfile", at("csca.pem"), at("csca.pem"))).toMatch(/^0 .*OK/);
  expect(openssl("verify", "-x509_strict", "-CAfile", at("csca.pem"), at("signers/01.pem"))).toMatch(/^0 .*OK/);
});

it.each([
  "Version: 3",
  "Signature Algorithm: ecdsa-with-SHA384",
  "Issuer: C = VN, O = Dinh Danh SPECIMEN, CN = CSCA SPECIMEN",
  "Subject: C = VN, O = Dinh Danh SPECIMEN, CN = CSCA SPECIMEN",
  "NIST CURVE: P-384",
  "X509v3 Key Usage: critical Certificate Sign, CRL Sign",
  "X509v3 Basic Constraints: critical CA:TRUE, pathlen:0",
  "X509v3 Subject Alternative Name: email:pki@dinhdanh.invalid, DirName:/L=VNM",
  "X509v3 Issuer Alternative Name: email:pki@dinhdanh.invalid, DirName:/L=VNM",
  "X509v3 CRL Distribution Points: Full Name: URI:http://pki.dinhdanh.invalid/crl Full Name: URI:https://pkd.invalid/VNM.crl",
])("writes into the CSCA certificate: %s", (line) => {
  expect(shown("csca.pem")).toContain(line);
});

it.each([
  "Subject: C = VN, O = Dinh Danh SPECIMEN, CN = Document Signer SPECIMEN 01",
  "NIST CURVE: P-256",
  "X509v3 Key Usage: critical Digital Signature",
  "X509v3 Private Key Usage Period: Not Before:",
  "...1...ID..IP",
  "2.23.136.1.1.6.2:",
  "X509v3 CRL Distribution Points: Full Name: URI:http://pki.dinhdanh.invalid/crl Full Name: URI:https://pkd.invalid/VNM.crl",
])("writes into a signer's certificate: %s", (line) => {
  expect(shown("signers/01.pem")).toContain(line);
});

it("leaves out what Doc 9303-12 forbids", () => {
  expect(shown("csca.pem")).not.toMatch(/Extended Key Usage|2\.23\.136\.1\.1\.6/);
  expect(shown("signers/01.pem")).not.toMatch(/Extended Key Usage|Basic Constraints/);
});

it("names the issuer's key in every certificate", () => {
  const csca = shown("csca.pem");
  const own = /Subject Key Identifier: ([0-9A-F:]+)/.exec(csca)?.[1];
  expect(own).toMatch(/^([0-9A-F]{2}:){19}[0-9A-F]{2}$/);
  for (const path of ["csca.pem", "signers/01.pem"]) expect(shown(path)).toContain(`Authority Key Identifier: ${own}`);
});

it("keeps certificates valid for as long as the cards that they vouch for", () => {
  const [csca, signer] = ["csca.pem", "signers/01.pem"].map((path) => new X509Certificate(readFileSync(at(path))));
  const [cscaEntry, signerEntry] = pki.state.certificates;
  expect(Date.parse(csca!.validTo)).toBe(Date.parse(cscaEntry!.validUntil));
  expect(Date.parse(signer!.validTo)).toBe(Date.parse(signerEntry!.validUntil));
  expect(signerEntry!.keyUseUntil.slice(5)).toBe(signerEntry!.validUntil.slice(5));
  expect(Number(signerEntry!.validUntil.slice(0, 4)) - Number(signerEntry!.keyUseUntil.slice(0, 4))).toBe(22);
  expect(Date.parse(cscaEntry!.validUntil)).toBeGreaterThanOrEqual(Date.parse(cscaEntry!.keyUseUntil) + 22 * 365 * 86_400_000);
});

it("writes curves out when ICAO's letter is asked for", async () => {
  const explicit = join(testFolder(onTestFinished), "pki");
  const made = await testPki(explicit, { settings: { curveParameters: "explicit", signerAlgorithm: "P-384", cscaAlgorithm: "P-256" } });
  valueOf(await issueSigner(made, ceremony));
  const signer = openssl("x509", "-in", join(explicit, "signers/01.pem"), "-noout", "-text").replaceAll(/\s+/g, " ");
  expect(signer).toMatch(/Field Type: prime-field .* Cofactor: 1 /);
  expect(signer).not.toContain("NIST CURVE");
  const [csca, other] = ["csca.pem", "signers/01.pem"].map((path) => new X509Certificate(readFileSync(join(explicit, path))));
  expect(other!.verify(csca!.publicKey)).toBe(true);
});
