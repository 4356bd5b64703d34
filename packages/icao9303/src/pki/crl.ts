import { AsnConvert } from "@peculiar/asn1-schema";
import { CertificateList, CRLNumber, id_ce_cRLNumber, id_ce_issuingDistributionPoint, id_ce_deltaCRLIndicator } from "@peculiar/asn1-x509";
import { isSignedBy, readScheme, type SignatureScheme } from "../cms/algorithms.ts";
import { attempt, BadInput, type Result } from "../result.ts";
import { tag } from "../tlv/der.ts";
import { TlvCursor } from "../tlv/read.ts";
import { type Certificate, parsed } from "./certificate.ts";
import { nameText } from "./name.ts";

/** A certificate revocation list of a CSCA (9303-12 7.1.4). */
export type RevocationList = {
  /** as {@link Certificate.subject} */
  issuer: string;
  thisUpdate: Date;
  nextUpdate?: Date;
  number?: number;
  /** serial numbers, hexadecimal without leading zeros, and since when */
  revoked: Map<string, Date>;
  signed: Buffer;
  scheme: SignatureScheme;
  signature: Buffer;
};

/** Reads a list in DER. Delta lists and lists with a scope of their own, which 9303-12 forbids, are `unsupported`. */
export function readCrl(der: Uint8Array): Result<RevocationList> {
  return attempt(() => {
    const { signed, scheme, signature } = listParts(der);
    const { tbsCertList } = parsed(() => AsnConvert.parse(Buffer.from(der), CertificateList), "CertificateList");
    const extensions = tbsCertList.crlExtensions ?? [];
    if (extensions.some(({ extnID }) => extnID === id_ce_deltaCRLIndicator || extnID === id_ce_issuingDistributionPoint)) {
      throw new BadInput("unsupported", 0, "crlExtensions");
    }
    const numberExtension = extensions.find(({ extnID }) => extnID === id_ce_cRLNumber);
    const number = numberExtension && parsed(() => AsnConvert.parse(numberExtension.extnValue.buffer, CRLNumber).value, "cRLNumber");
    const nextUpdate = tbsCertList.nextUpdate?.getTime();
    const revoked = new Map(
      (tbsCertList.revokedCertificates ?? []).map(({ userCertificate, revocationDate }) => [
        hexOfSerial(Buffer.from(userCertificate)),
        revocationDate.getTime(),
      ]),
    );
    return {
      issuer: nameText(tbsCertList.issuer),
      thisUpdate: tbsCertList.thisUpdate.getTime(),
      ...(nextUpdate === undefined ? {} : { nextUpdate }),
      ...(number === undefined ? {} : { number }),
      revoked,
      signed,
      scheme,
      signature,
    };
  });
}

const hexOfSerial = (bytes: Buffer) => bytes.toString("hex").replace(/^0+(?=.)/, "");

/** CertificateList (RFC 5280 5.1) as it was signed. */
function listParts(der: Uint8Array): Pick<RevocationList, "signed" | "scheme" | "signature"> {
  const file = new TlvCursor(der, "der");
  const list = file.enter(tag.sequence, "CertificateList");
  file.close("CertificateList");
  const signed = list.take(tag.sequence, "tbsCertList").raw;
  const scheme = readScheme(list, "signatureAlgorithm");
  const signature = list.take(tag.bitString, "signature").value;
  list.close("CertificateList");
  if (signature[0] !== 0) throw new BadInput("bad-value", 0, "signature");
  return { signed, scheme, signature: signature.subarray(1) };
}

/** Whether `issuer` may sign lists and signed this one. */
export const isListOf = ({ issuer, scheme, signed, signature }: RevocationList, authority: Certificate): boolean =>
  issuer === authority.subject &&
  authority.isAuthority &&
  (authority.keyUsage?.includes("crlSign") ?? true) &&
  isSignedBy(scheme, authority.publicKey, signed, signature);
