import { createHash } from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import * as x509 from "@peculiar/asn1-x509";
import { pointOfSpki } from "./algorithm.ts";
import { der, derInteger, tags } from "./der.ts";
import type { StoredKey } from "./key-store.ts";
import { alternativeNames } from "./names.ts";
import type { PkiSettings } from "./settings.ts";

/** From 2.23.136.1.1, ICAO's arc for document security (Doc 9303-12, 7.1.1 and 8). */
const icao = { documentTypeList: "2.23.136.1.1.6.2", masterListSigning: "2.23.136.1.1.3" };

/** Purposes of a certificate; a link certificate is a CSCA certificate that the CSCA's earlier key signed. */
export type CertificateRole = "csca" | "link" | "signer" | "master-list-signer";

export type Period = { from: number; until: number };

const extension = (extnID: string, critical: boolean, value: ArrayBuffer | Uint8Array) =>
  new x509.Extension({ extnID, critical, extnValue: new OctetString(value instanceof Uint8Array ? Uint8Array.from(value).buffer : value) });

/** SHA-1 of the public key (RFC 5280, 4.2.1.2, method 1): a name, not a protection. */
const keyIdentifier = ({ algorithm, publicKey }: StoredKey): ArrayBuffer =>
  Uint8Array.from(createHash("sha1").update(pointOfSpki(algorithm, publicKey)).digest()).buffer;

export const authorityKeyIdentifier = (issuer: StoredKey): x509.Extension =>
  extension(
    x509.id_ce_authorityKeyIdentifier,
    false,
    AsnConvert.serialize(new x509.AuthorityKeyIdentifier({ keyIdentifier: new x509.KeyIdentifier(keyIdentifier(issuer)) })),
  );

export const crlNumber = (number: number): x509.Extension =>
  extension(x509.id_ce_cRLNumber, false, AsnConvert.serialize(new x509.CRLNumber(number)));

export const crlReason = (reason: number): x509.Extension =>
  extension(x509.id_ce_cRLReasons, false, der(tags.enumerated, Buffer.from([reason])));

type Subject = { role: CertificateRole; key: StoredKey; issuerKey: StoredKey; keyUse: Period };

/** The extensions of each role, in the order of ICAO Doc 9303-12, table 4. */
export function extensionsOf({ role, key, issuerKey, keyUse }: Subject, settings: PkiSettings): x509.Extensions {
  const isCsca = role === "csca" || role === "link";
  const names = AsnConvert.serialize(new x509.SubjectAlternativeName(alternativeNames(settings)));
  const issuerNames = AsnConvert.serialize(new x509.IssueAlternativeName(alternativeNames(settings)));
  return new x509.Extensions([
    authorityKeyIdentifier(issuerKey),
    extension(x509.id_ce_subjectKeyIdentifier, false, AsnConvert.serialize(new x509.SubjectKeyIdentifier(keyIdentifier(key)))),
    extension(x509.id_ce_keyUsage, true, AsnConvert.serialize(new x509.KeyUsage(isCsca ? caUsage : x509.KeyUsageFlags.digitalSignature))),
    extension(
      x509.id_ce_privateKeyUsagePeriod,
      false,
      AsnConvert.serialize(new x509.PrivateKeyUsagePeriod({ notBefore: new Date(keyUse.from), notAfter: new Date(keyUse.until) })),
    ),
    extension(x509.id_ce_subjectAltName, false, names),
    extension(x509.id_ce_issuerAltName, false, issuerNames),
    ...(isCsca ? [extension(x509.id_ce_basicConstraints, true, AsnConvert.serialize(onlySigners))] : []),
    ...(role === "master-list-signer"
      ? [extension(x509.id_ce_extKeyUsage, true, AsnConvert.serialize(new x509.ExtendedKeyUsage([icao.masterListSigning])))]
      : []),
    extension(x509.id_ce_cRLDistributionPoints, false, AsnConvert.serialize(crlDistribution(settings))),
    ...(role === "signer" ? [extension(icao.documentTypeList, false, documentTypeList(settings.documentTypes))] : []),
  ]);
}

const caUsage = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
/** No CA below: link certificates are self-issued and do not count. */
const onlySigners = new x509.BasicConstraints({ cA: true, pathLenConstraint: 0 });

const crlDistribution = ({ crlUrls }: PkiSettings) =>
  new x509.CRLDistributionPoints(
    crlUrls.map((uniformResourceIdentifier) => {
      const fullName = [new x509.GeneralName({ uniformResourceIdentifier })];
      return new x509.DistributionPoint({ distributionPoint: new x509.DistributionPointName({ fullName }) });
    }),
  );

/** `SEQUENCE { version 0, SET OF PrintableString }`; DER sorts a set by its encodings. */
function documentTypeList(types: readonly string[]): Buffer {
  const encoded = [...new Set(types)].map((type) => der(tags.printableString, Buffer.from(type, "latin1")));
  return der(tags.sequence, derInteger(Buffer.from([0])), der(tags.set, ...encoded.sort((a, b) => a.compare(b))));
}
