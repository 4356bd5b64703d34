// oxlint-disable-next-line import/no-unassigned-import -- the certificate library wants it loaded first
import "reflect-metadata";
import { KeyObject, webcrypto } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { id_ce_privateKeyUsagePeriod, PrivateKeyUsagePeriod } from "@peculiar/asn1-x509";
import * as x509 from "@peculiar/x509";
import { type Signer, softwareSigner } from "./cms/signer.ts";

type Keys = webcrypto.CryptoKeyPair;
type Algorithm = {
  name: string;
  hash: string;
  namedCurve?: string;
  modulusLength?: number;
  publicExponent?: Uint8Array;
  saltLength?: number;
};
type Period = { notBefore: Date; notAfter: Date };

/** A certificate and its keys, made by another library than the one under test. */
export type Party = { name: string; certificate: x509.X509Certificate; der: Buffer; keys: Keys; algorithm: Algorithm };

export const p256: Algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
export const p384: Algorithm = { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" };
export const rsa: Algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };
export const rsaPss: Algorithm = { ...rsa, name: "RSA-PSS", saltLength: 32 };

export const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
/** of signers; of their private keys; of authorities */
export const validity: Period = { notBefore: day("2021-01-01"), notAfter: day("2036-01-01") };
export const keyUsagePeriod: Period = { notBefore: day("2021-01-01"), notAfter: day("2021-06-30") };
const authorityValidity: Period = { notBefore: day("2020-01-01"), notAfter: day("2100-01-01") };

const generate = (algorithm: Algorithm): Promise<Keys> =>
  webcrypto.subtle.generateKey(algorithm as webcrypto.EcKeyGenParams, true, ["sign", "verify"]);
const identifierOf = (keys: Keys) => x509.SubjectKeyIdentifierExtension.create(keys.publicKey);

export async function makeAuthority(name = "C=UT, O=Utopia, CN=CSCA Utopia", algorithm = p256): Promise<Party> {
  const keys = await generate(algorithm);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name,
    ...authorityValidity,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await identifierOf(keys),
    ],
  });
  return { name, certificate, der: Buffer.from(certificate.rawData), keys, algorithm };
}

export const keyEncipherment = x509.KeyUsageFlags.keyEncipherment;

/** `validity` given: the private key may be used as long as the certificate is valid. */
export type SignerOptions = {
  algorithm?: Algorithm;
  serialNumber?: string;
  extendedKeyUsage?: string;
  usage?: x509.KeyUsageFlags;
  validity?: Period;
};

export async function makeSigner(authority: Party, options: SignerOptions = {}): Promise<Party> {
  const { algorithm = p256, serialNumber = "0a1b2c", extendedKeyUsage, usage = x509.KeyUsageFlags.digitalSignature } = options;
  const keys = await generate(algorithm);
  const name = "C=UT, O=Utopia, CN=Document Signer 1";
  const period = AsnConvert.serialize(new PrivateKeyUsagePeriod(options.validity ?? keyUsagePeriod));
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber,
    subject: name,
    issuer: authority.name,
    ...(options.validity ?? validity),
    signingAlgorithm: authority.algorithm,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    extensions: [
      new x509.KeyUsagesExtension(usage, true),
      new x509.Extension(id_ce_privateKeyUsagePeriod, false, period),
      await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
      await identifierOf(keys),
      ...(extendedKeyUsage === undefined ? [] : [new x509.ExtendedKeyUsageExtension([extendedKeyUsage], true)]),
    ],
  });
  return { name, certificate, der: Buffer.from(certificate.rawData), keys, algorithm };
}

export const signerOf = (party: Party): Signer<Buffer> => softwareSigner(party.der, KeyObject.from(party.keys.privateKey));

export async function makeCrl(authority: Party, serialNumbers: readonly string[], thisUpdate: Date, nextUpdate: Date): Promise<Buffer> {
  const crl = await x509.X509CrlGenerator.create({
    issuer: authority.name,
    thisUpdate,
    nextUpdate,
    signingAlgorithm: authority.algorithm,
    signingKey: authority.keys.privateKey,
    entries: serialNumbers.map((serialNumber) => ({ serialNumber, revocationDate: thisUpdate })),
  });
  return Buffer.from(crl.rawData);
}
