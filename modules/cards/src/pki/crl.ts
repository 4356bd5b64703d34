import { Extensions, RevokedCertificate, TBSCertList, Time, Version } from "@peculiar/asn1-x509";
import { type Sign, signatureAlgorithm, signed } from "./certificate.ts";
import { pem } from "./der.ts";
import { authorityKeyIdentifier, crlNumber, crlReason, type Period } from "./extensions.ts";
import type { StoredKey } from "./key-store.ts";
import { distinguishedName } from "./names.ts";
import { type Revocation, revocationReasons } from "./records.ts";
import type { PkiSettings } from "./settings.ts";

export type CrlRequest = { number: number; period: Period; revoked: readonly Revocation[]; issuerKey: StoredKey };

/** A version 2 CRL (ICAO Doc 9303-12, 7.1.4) as PEM; the label is `X509 CRL`, as OpenSSL reads it. */
export async function writeCrl({ number, period, revoked, issuerKey }: CrlRequest, settings: PkiSettings, sign: Sign): Promise<string> {
  const list = new TBSCertList({
    version: Version.v2,
    signature: signatureAlgorithm(issuerKey),
    issuer: distinguishedName(settings, settings.cscaName),
    thisUpdate: new Time(new Date(period.from)),
    nextUpdate: new Time(new Date(period.until)),
    crlExtensions: new Extensions([authorityKeyIdentifier(issuerKey), crlNumber(number)]),
  });
  // an empty list must be absent (RFC 5280, 5.1.2.6)
  if (revoked.length > 0) list.revokedCertificates = revoked.map(entryOf);
  return pem("X509 CRL", await signed(list, issuerKey, sign));
}

function entryOf({ serial, at, reason }: Revocation): RevokedCertificate {
  const code = revocationReasons[reason];
  return new RevokedCertificate({
    userCertificate: Uint8Array.from(Buffer.from(serial, "hex")).buffer,
    revocationDate: new Time(new Date(at)),
    // `unspecified` is said by leaving the reason out (RFC 5280, 5.3.1)
    ...(code === 0 ? {} : { crlEntryExtensions: [crlReason(code)] }),
  });
}
