import { KeyObject } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { readTlv, type TlvNode } from "./tlv/read.ts";
import { encode, tlv } from "./tlv/write.ts";
import { openssl, pem } from "./test-openssl.ts";
import { readTrustList, type TrustList } from "./pki/trust-list.ts";
import { makeDocument } from "./test-document.ts";
import { day, makeAuthority, makeSigner, p256, p384, type Party, rsa } from "./test-pki.ts";
import { verifyDocument } from "./verify/verify-document.ts";

/** Documents as other states sign them: written by openssl, with its other signatures and forms. */
let authority: Party;
beforeAll(async () => {
  authority = await makeAuthority("C=UT, CN=RSA", rsa);
});

// openssl signs with the time of today
const validity = { notBefore: day("2021-01-01"), notAfter: day("2090-01-01") };
const at = day("2089-01-01");

function trusting(csca: Uint8Array): TrustList {
  const trust = readTrustList({ csca: [csca] });
  if (!trust.ok) throw new Error(trust.fault.what);
  return trust.value;
}

/** the OID of an LDS security object, for openssl */
const ldsSecurityObject = "2.23.136.1.1.1";

async function signedByOpenssl(algorithm: Party["algorithm"], ...options: string[]) {
  const signer = await makeSigner(authority, { algorithm, validity });
  const document = makeDocument(await makeSigner(authority));
  const content = contentOf(document.sod);
  const key = KeyObject.from(signer.keys.privateKey).export({ type: "pkcs8", format: "pem" }).toString();
  const files = { "lds.bin": content, "ds.pem": pem("CERTIFICATE", signer.der), "ds.key": key };
  const command = ["cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-in", "lds.bin", "-signer", "ds.pem", "-inkey", "ds.key"];
  const contentInfo = openssl(files, ...command, "-econtent_type", ldsSecurityObject, "-nosmimecap", ...options);
  return { ...document, sod: encode(tlv(0x77, contentInfo)) };
}

/** eContent of an EF.SOD. */
function contentOf(sod: Buffer): Buffer {
  const read = readTlv(sod, "der");
  const descend = (node: TlvNode | undefined, ...path: number[]) => path.reduce((from, index) => from?.children[index], node);
  const octets = descend(read.ok ? read.value[0] : undefined, 0, 1, 0, 2, 1, 0);
  return octets?.value ?? Buffer.alloc(0);
}

describe("a document signed by openssl", () => {
  it.each([
    ["RSA, PKCS #1 v1.5", rsa, ["-md", "sha256"]],
    ["RSA, PKCS #1 v1.5 with SHA-512, key identifier", rsa, ["-md", "sha512", "-keyid"]],
    ["RSASSA-PSS", rsa, ["-md", "sha256", "-keyopt", "rsa_padding_mode:pss"]],
    ["RSASSA-PSS with SHA-1 throughout", rsa, ["-md", "sha1", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:20"]],
    ["ECDSA P-256 with SHA-512", p256, ["-md", "sha512"]],
    ["ECDSA P-384", p384, ["-md", "sha384"]],
  ])("is genuine: %s", async (_, algorithm, options) => {
    const document = await signedByOpenssl(algorithm, ...options);
    const trust = trusting(Buffer.from(pem("CERTIFICATE", authority.der)));
    expect(verifyDocument(document, { trust, at })).toMatchObject({ verdict: "genuine", checked: [1, 2] });
    const stranger = await makeAuthority();
    expect(verifyDocument(document, { trust: trusting(stranger.der), at }).verdict).toBe("unknown-signer");
    const changed = Buffer.from(document.sod);
    changed[changed.length - 3] = (changed.at(-3) as number) ^ 0x10;
    expect(verifyDocument({ ...document, sod: changed }, { trust, at }).verdict).toBe("signature-invalid");
  });
});
