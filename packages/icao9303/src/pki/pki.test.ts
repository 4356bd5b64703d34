import { beforeAll, describe, expect, it } from "vitest";
import { contentTypes, masterListSigning } from "../cms/oids.ts";
import { readMasterList, verifyMasterList, writeMasterList } from "../master-list.ts";
import { openssl, pem } from "../test-openssl.ts";
import { day, keyUsagePeriod, makeAuthority, makeCrl, makeSigner, p384, type Party, rsa, rsaPss, signerOf, validity } from "../test-pki.ts";
import { isIssuedBy, readCertificate } from "./certificate.ts";
import { isListOf, readCrl } from "./crl.ts";
import { readTrustList } from "./trust-list.ts";

let authority: Party;
beforeAll(async () => {
  authority = await makeAuthority();
});

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; fault: { what: string } }): T => {
  if (!result.ok) throw new Error(result.fault.what);
  return result.value;
};

describe("certificates", () => {
  it("tell what verifying needs", async () => {
    const signer = await makeSigner(authority, { serialNumber: "00f1", extendedKeyUsage: masterListSigning });
    expect(valueOf(readCertificate(signer.der))).toMatchObject({
      subject: "C=UT,O=Utopia,CN=Document Signer 1",
      issuer: "C=UT,O=Utopia,CN=CSCA Utopia",
      serialNumber: "f1",
      validity,
      privateKeyUsage: keyUsagePeriod,
      isAuthority: false,
      keyUsage: ["digitalSignature"],
      extendedKeyUsage: [masterListSigning],
    });
  });

  it.each([
    ["P-384", p384],
    ["RSA", rsa],
    ["RSASSA-PSS", rsaPss],
  ])("are verified with %s", async (_, algorithm) => {
    const other = await makeAuthority("CN=Other", algorithm);
    const certificate = valueOf(readCertificate((await makeSigner(other)).der));
    expect(isIssuedBy(certificate, valueOf(readCertificate(other.der)))).toBe(true);
    expect(isIssuedBy(certificate, valueOf(readCertificate(authority.der)))).toBe(false);
    expect(isIssuedBy(certificate, certificate)).toBe(false);
  });

  it("may have a curve by its parameters instead of its name", () => {
    const generate = ["ecparam", "-name", "brainpoolP256r1", "-genkey", "-noout", "-param_enc", "explicit"];
    const key = openssl({}, ...generate);
    const subject = ["-subj", "/C=UT/CN=Explicit", "-days", "3650", "-addext", "keyUsage=critical,keyCertSign"];
    const der = openssl({ "ca.key": key }, "req", "-x509", "-new", "-key", "ca.key", "-outform", "DER", "-sha256", ...subject);
    const certificate = valueOf(readCertificate(der));
    expect(isIssuedBy(certificate, certificate)).toBe(true);
  });

  it.each([
    ["nothing", Buffer.alloc(0), "missing"],
    ["an empty sequence", Buffer.from("3000", "hex"), "missing"],
    ["text", Buffer.from("certificate"), "truncated"],
  ])("are not %s", (_, der, code) => {
    expect(readCertificate(der)).toMatchObject({ ok: false, fault: { code } });
  });

  it("name one algorithm twice, and have a whole number of octets signed", () => {
    const changed = (find: string, replace: string, from: number) => {
      const text = authority.der.toString("hex");
      const place = text.indexOf(find, from);
      return Buffer.from(text.slice(0, place) + replace + text.slice(place + find.length), "hex");
    };
    const outside = authority.der.length;
    expect(readCertificate(changed("2a8648ce3d040302", "2a8648ce3d040303", outside))).toMatchObject({
      fault: { what: "signatureAlgorithm" },
    });
    expect(readCertificate(changed("034800", "034801", outside)).ok || readCertificate(changed("034700", "034701", outside)).ok).toBe(
      false,
    );
  });
});

describe("revocation lists", () => {
  it("are read, and known by who signed them", async () => {
    const der = await makeCrl(authority, ["0a1b2c", "ff"], day("2022-01-01"), day("2022-04-01"));
    const text = openssl({ "crl.der": der }, "crl", "-inform", "DER", "-in", "crl.der", "-noout", "-text").toString();
    expect(text).toContain("Serial Number: 0A1B2C");
    const list = valueOf(readCrl(der));
    expect(list).toMatchObject({ issuer: "C=UT,O=Utopia,CN=CSCA Utopia", thisUpdate: day("2022-01-01"), nextUpdate: day("2022-04-01") });
    expect([...list.revoked.keys()]).toEqual(["a1b2c", "ff"]);
    expect(isListOf(list, valueOf(readCertificate(authority.der)))).toBe(true);
    expect(isListOf(list, valueOf(readCertificate((await makeAuthority()).der)))).toBe(false);
    expect(readCrl(authority.der)).toMatchObject({ ok: false });
  });

  it("of openssl are read, with their numbers", () => {
    const key = openssl({}, "ecparam", "-name", "prime256v1", "-genkey", "-noout");
    const certificate = openssl({ "ca.key": key }, "req", "-x509", "-new", "-key", "ca.key", "-subj", "/C=UT/CN=CSCA", "-days", "30");
    const config =
      "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=30\ncrl_extensions=e\n[e]\n";
    const index = "R\t350101000000Z\t220101000000Z\t1234\tunknown\t/CN=Signer\n";
    const files = { "ca.key": key, "ca.pem": certificate, "ca.cnf": config, "index.txt": index, number: "2A\n" };
    const list = openssl(files, "ca", "-gencrl", "-config", "ca.cnf", "-keyfile", "ca.key", "-cert", "ca.pem");
    const trust = valueOf(readTrustList({ csca: [certificate], crls: [list] }));
    expect(trust.lists[0]).toMatchObject({ number: 42, issuer: "C=UT,CN=CSCA" });
    expect(trust.lists[0]?.revoked.get("1234")).toEqual(day("2022-01-01"));
  });
});

describe("trust lists", () => {
  it("take PEM and DER, several at once", async () => {
    const second = await makeAuthority("C=UT, CN=Second");
    const bundle = pem("CERTIFICATE", authority.der) + pem("CERTIFICATE", second.der);
    expect(valueOf(readTrustList({ csca: [Buffer.from(bundle)] })).authorities).toHaveLength(2);
    expect(valueOf(readTrustList({ csca: [authority.der, second.der] })).authorities).toHaveLength(2);
    const crl = await makeCrl(second, [], day("2022-01-01"), day("2022-04-01"));
    const crls = [Buffer.from(pem("X509 CRL", crl))];
    expect(valueOf(readTrustList({ csca: [authority.der, second.der], crls })).lists).toHaveLength(1);
    expect(readTrustList({ csca: [authority.der], crls })).toMatchObject({ ok: false, fault: { what: "CRL signature" } });
    expect(readTrustList({ csca: [authority.der], crls: [Buffer.from("x")] })).toMatchObject({ ok: false });
  });

  it("leave out what is no authority, and say so", async () => {
    const signer = await makeSigner(authority);
    const trust = valueOf(readTrustList({ csca: [authority.der, signer.der, Buffer.from("3000", "hex")] }));
    expect(trust.authorities).toHaveLength(1);
    expect(trust.unusable.map(({ what }) => what)).toEqual(["basicConstraints", "tbsCertificate"]);
    expect(readTrustList({ csca: [signer.der] })).toMatchObject({ ok: false, fault: { code: "missing" } });
  });
});

describe("master lists (9303-12 9)", () => {
  it("come back, and openssl accepts them", async () => {
    const signer = await makeSigner(authority, { extendedKeyUsage: masterListSigning });
    const other = await makeAuthority("C=XX, CN=Other");
    const list = writeMasterList(signerOf(signer), authority.der, [authority.der, other.der], day("2021-02-03"));
    const certificates = [authority.der, other.der].sort((a, b) => Buffer.compare(a, b));
    const read = valueOf(readMasterList(list));
    expect(read.certificates).toEqual(certificates);
    expect(read.signedData.signedAt).toEqual(day("2021-02-03"));
    expect(read.signedData.certificates).toEqual([signer.der, authority.der]);

    const trust = valueOf(readTrustList({ csca: [authority.der] }));
    const verdict = verifyMasterList(list, trust, day("2022-01-01"));
    expect(verdict).toMatchObject({ verdict: "genuine", certificates });
    expect(verifyMasterList(list, trust, day("2036-02-01"))).toMatchObject({ verdict: "signer-expired" });
    expect(verifyMasterList(list.subarray(1), trust, day("2022-01-01"))).toMatchObject({ verdict: "malformed" });

    const files = { "ml.der": list, "csca.pem": pem("CERTIFICATE", authority.der) };
    const verify = ["cms", "-verify", "-inform", "DER", "-in", "ml.der", "-CAfile", "csca.pem", "-attime", "1640995200", "-purpose", "any"];
    expect(openssl(files, ...verify).includes(other.der)).toBe(true);
    expect(openssl(files, "cms", "-cmsout", "-print", "-inform", "DER", "-in", "ml.der").toString()).toContain(contentTypes.masterList);
  });

  it("of document signers are not accepted", async () => {
    const list = writeMasterList(signerOf(await makeSigner(authority)), authority.der, [authority.der], day("2021-02-03"));
    const trust = valueOf(readTrustList({ csca: [authority.der] }));
    expect(verifyMasterList(list, trust, day("2022-01-01"))).toMatchObject({ verdict: "unknown-signer", cause: "not-allowed-to-sign" });
  });
});
