import { BadInput } from "../result.ts";
import { readOid, readSmallInteger, readTime, tag } from "../tlv/der.ts";
import type { Element, TlvCursor } from "../tlv/read.ts";
import { type HashName, readHash, readScheme, type SignatureScheme } from "./algorithms.ts";
import { attributeTypes, contentTypes } from "./oids.ts";

/** Who signed: issuer (Name) and serial number (INTEGER) as encoded, or the identifier of the key. */
export type SignerIdentifier = { issuer: Buffer; serialNumber: Buffer } | { keyIdentifier: Buffer };

/** The parts of CMS SignedData with one signer (RFC 5652 5) that verifying needs. */
export type SignedData = {
  /** the OCTET STRING; its value was signed */
  content: Element;
  certificates: Buffer[];
  signer: SignerIdentifier;
  digest: HashName;
  /** the signed attributes as the signature covers them: a SET */
  signedAttributes: Buffer;
  messageDigest: Buffer;
  signedAt?: Date;
  scheme: SignatureScheme;
  signature: Buffer;
};

/** Reads a ContentInfo with SignedData whose content is of this type (9303-10 4.6.2, 9303-12 9.1). Throws BadInput. */
export function readSignedData(parent: TlvCursor, contentType: string): SignedData {
  const contentInfo = parent.enter(tag.sequence, "ContentInfo");
  takeOid(contentInfo, contentTypes.signedData, "contentType");
  const explicit = contentInfo.enter(tag.context(0), "content");
  contentInfo.close("ContentInfo");
  const signedData = explicit.enter(tag.sequence, "SignedData");
  explicit.close("content");

  takeVersion(signedData, [3], "SignedData version");
  const digests = readDigestAlgorithms(signedData.enter(tag.set, "digestAlgorithms"));
  const encapsulated = signedData.enter(tag.sequence, "encapContentInfo");
  takeOid(encapsulated, contentType, "eContentType");
  const wrapper = encapsulated.enter(tag.context(0), "eContent");
  encapsulated.close("encapContentInfo");
  const content = wrapper.take(tag.octetString, "eContent");
  wrapper.close("eContent");
  const certificates = readCertificateSet(signedData);
  signedData.optional(tag.context(1), "crls");
  const signers = signedData.enter(tag.set, "signerInfos");
  signedData.close("SignedData");
  const signerInfo = signers.enter(tag.sequence, "SignerInfo");
  signers.close("signerInfos");
  const signer = readSignerInfo(signerInfo, contentType);
  if (!digests.includes(signer.digest)) throw new BadInput("missing", signedData.offset, "digestAlgorithms");
  return { content, certificates, ...signer };
}

function takeOid(cursor: TlvCursor, expected: string, what: string): void {
  const element = cursor.take(tag.oid, what);
  if (readOid(element, what) !== expected) throw new BadInput("bad-value", element.offset, what);
}

function takeVersion(cursor: TlvCursor, allowed: readonly number[], what: string): number {
  const element = cursor.take(tag.integer, what);
  const version = readSmallInteger(element, what);
  if (!allowed.includes(version)) throw new BadInput("unsupported", element.offset, what);
  return version;
}

function readDigestAlgorithms(set: TlvCursor): HashName[] {
  const digests: HashName[] = [];
  while (!set.done) digests.push(readHash(set, "digestAlgorithms"));
  return digests;
}

/** Certificates of other kinds than X.509 ([0] to [3]) are not used in travel documents. */
function readCertificateSet(signedData: TlvCursor): Buffer[] {
  const element = signedData.optional(tag.context(0), "certificates");
  const certificates: Buffer[] = [];
  if (element === undefined) return certificates;
  const set = signedData.inside(element);
  while (!set.done) certificates.push(set.take(tag.sequence, "certificates").raw);
  return certificates;
}

function readSignerInfo(info: TlvCursor, contentType: string): Omit<SignedData, "content" | "certificates"> {
  const versionAt = info.offset;
  const version = takeVersion(info, [1, 3], "SignerInfo version");
  const signer = readIdentifier(info);
  // version 1 goes with issuer and serial number, 3 with the key identifier (RFC 5652 5.3)
  if ((version === 3) !== "keyIdentifier" in signer) throw new BadInput("bad-value", versionAt, "SignerInfo version");
  const digest = readHash(info, "digestAlgorithm");
  const attributes = info.take(tag.context(0), "signedAttrs");
  const scheme = readScheme(info, "signatureAlgorithm", digest);
  const signature = info.take(tag.octetString, "signature").value;
  info.optional(tag.context(1), "unsignedAttrs");
  info.close("SignerInfo");
  const signedAttributes = Buffer.from(attributes.raw);
  signedAttributes[0] = tag.set;
  return { signer, digest, signedAttributes, ...readAttributes(info.inside(attributes), contentType), scheme, signature };
}

function readIdentifier(info: TlvCursor): SignerIdentifier {
  const keyIdentifier = info.optional(0x80, "subjectKeyIdentifier");
  if (keyIdentifier !== undefined) return { keyIdentifier: keyIdentifier.value };
  const pair = info.enter(tag.sequence, "issuerAndSerialNumber");
  const issuer = pair.take(tag.sequence, "issuer").raw;
  const serialNumber = pair.take(tag.integer, "serialNumber").raw;
  pair.close("issuerAndSerialNumber");
  return { issuer, serialNumber };
}

/** Content type and message digest must be there, once (RFC 5652 5.3 and 11); attributes of other types are let pass. */
function readAttributes(attributes: TlvCursor, contentType: string): { messageDigest: Buffer; signedAt?: Date } {
  const values = new Map<string, TlvCursor>();
  while (!attributes.done) {
    const attribute = attributes.enter(tag.sequence, "Attribute");
    const type = attribute.take(tag.oid, "attrType");
    const dotted = readOid(type, "attrType");
    if (values.has(dotted)) throw new BadInput("bad-value", type.offset, "attrType");
    values.set(dotted, attribute.enter(tag.set, "attrValues"));
    attribute.close("Attribute");
  }
  const valueOf = (type: string, what: string) => {
    const value = values.get(type);
    if (value === undefined) throw new BadInput("missing", attributes.offset, what);
    return value;
  };
  const typeSet = valueOf(attributeTypes.contentType, "contentType attribute");
  takeOid(typeSet, contentType, "contentType attribute");
  typeSet.close("contentType attribute");
  const digestSet = valueOf(attributeTypes.messageDigest, "messageDigest attribute");
  const messageDigest = digestSet.take(tag.octetString, "messageDigest attribute").value;
  digestSet.close("messageDigest attribute");
  const timeSet = values.get(attributeTypes.signingTime);
  if (timeSet === undefined) return { messageDigest };
  const signedAt = readTime(timeSet.element("signingTime"), "signingTime");
  timeSet.close("signingTime");
  return { messageDigest, signedAt };
}
