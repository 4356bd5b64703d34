import { certificateParts } from "../pki/certificate-parts.ts";
import { explicit, octetString, oid, sequence, set, smallInteger, tag, time as timeOf } from "../tlv/der.ts";
import { encode, type Piece, type TlvElement } from "../tlv/write.ts";
import { digestOf } from "./algorithms.ts";
import { attributeTypes, contentTypes } from "./oids.ts";
import { hashIdentifier, hashOf, signatureIdentifier, type Signer } from "./signer.ts";

/** @param signedAt goes into the attribute signingTime */
export type SignContent = { content: Buffer; signedAt?: Date | undefined };

const noBytes = Buffer.alloc(0);
const attribute = (type: string, value: Piece): Buffer => encode(sequence(oid(type), set(value)));

/**
 * Writes CMS SignedData in DER (RFC 5652) with one signer, known by issuer and serial number, and its certificate, for contents of one type. All that does not change
 * from one content to the next is encoded once.
 * @param wrap what goes around the ContentInfo
 * @param certificates go along with the signer's
 */
export function signedDataWriter<Signature extends Buffer | Promise<Buffer>>(
  signer: Signer<Signature>,
  contentType: string,
  wrap: (contentInfo: TlvElement) => TlvElement,
  certificates: readonly Uint8Array[] = [],
): (sign: SignContent) => Signature {
  const hashName = hashOf[signer.algorithm];
  const { issuer, serialNumber } = certificateParts(signer.certificateDer);
  const digestAlgorithm = hashIdentifier(signer.algorithm);
  const contentTypeOid = encode(oid(contentType));
  const head = Buffer.concat([encode(smallInteger(3)), encode(set(digestAlgorithm))]);
  const certificateSet = encode(explicit(0, signer.certificateDer, ...certificates));
  const signerHead = Buffer.concat([encode(smallInteger(1)), encode(sequence(issuer, serialNumber)), digestAlgorithm]);
  const signatureAlgorithm = signatureIdentifier(signer.algorithm);
  const contentTypeAttribute = attribute(attributeTypes.contentType, contentTypeOid);
  const noDigest = Buffer.alloc(digestOf(hashName, noBytes).length);
  const digestAttributeHead = attribute(attributeTypes.messageDigest, octetString(noDigest)).subarray(0, -noDigest.length);
  const signedDataOid = encode(oid(contentTypes.signedData));

  return ({ content, signedAt }) => {
    const time = signedAt === undefined ? noBytes : attribute(attributeTypes.signingTime, timeOf(signedAt));
    // in the order of DER: each attribute is longer than the one before
    const attributes = encode(set(contentTypeAttribute, time, digestAttributeHead, digestOf(hashName, content)));
    const finish = (signature: Buffer): Buffer => {
      // in the SignerInfo the same set is tagged [0]; its length, below 256, takes the same octets (RFC 5652 5.4)
      const inSignerInfo = Buffer.from(attributes);
      inSignerInfo[0] = tag.context(0);
      const signerInfo = sequence(signerHead, inSignerInfo, signatureAlgorithm, octetString(signature));
      const encapsulated = sequence(contentTypeOid, explicit(0, octetString(content)));
      const signedData = sequence(head, encapsulated, certificateSet, set(signerInfo));
      return encode(wrap(sequence(signedDataOid, explicit(0, signedData))));
    };
    const signature: Buffer | Promise<Buffer> = signer.sign(attributes);
    // the conditional type of what comes out follows what goes in, which the compiler cannot see
    return (Buffer.isBuffer(signature) ? finish(signature) : signature.then(finish)) as Signature;
  };
}
