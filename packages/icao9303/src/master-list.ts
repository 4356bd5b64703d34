import { contentTypes, masterListSigning } from "./cms/oids.ts";
import { readSignedData, type SignedData } from "./cms/read-signed-data.ts";
import type { Signer } from "./cms/signer.ts";
import { signedDataWriter } from "./cms/write-signed-data.ts";
import { attempt, BadInput, type Fault, type Result } from "./result.ts";
import type { TrustList } from "./pki/trust-list.ts";
import { readSmallInteger, sequence, smallInteger, sortedSet, tag } from "./tlv/der.ts";
import { TlvCursor } from "./tlv/read.ts";
import { encode } from "./tlv/write.ts";
import { type ExpiryCause, type SignerFault, type SignerName, type TrustedSigner, verifySigner } from "./verify/verify-signer.ts";

/** CscaMasterList (9303-12 9): the CSCA certificates that a state trusts, in DER, signed. */
export type MasterList = { certificates: Buffer[]; signedData: SignedData };

/**
 * Writes a master list.
 * @param signer whose certificate has the extended key usage of master list signers
 * @param authority the CSCA certificate above the signer's; goes along (9303-12 table 18)
 */
export function writeMasterList<Signature extends Buffer | Promise<Buffer>>(
  signer: Signer<Signature>,
  authority: Uint8Array,
  certificates: readonly Uint8Array[],
  signedAt: Date,
): Signature {
  const content = encode(sequence(smallInteger(0), sortedSet(certificates)));
  return signedDataWriter(signer, contentTypes.masterList, (contentInfo) => contentInfo, [authority])({ content, signedAt });
}

/** Reads a master list. Checks form only. */
export function readMasterList(bytes: Uint8Array): Result<MasterList> {
  return attempt(() => {
    const file = new TlvCursor(bytes, "der");
    const signedData = readSignedData(file, contentTypes.masterList);
    file.close("master list");
    const outer = new TlvCursor(signedData.content.value, "der", signedData.content.valueOffset);
    const list = outer.enter(tag.sequence, "CscaMasterList");
    outer.close("CscaMasterList");
    const version = list.take(tag.integer, "CscaMasterList version");
    if (readSmallInteger(version, "CscaMasterList version") !== 0)
      throw new BadInput("unsupported", version.offset, "CscaMasterList version");
    const set = list.enter(tag.set, "certList");
    list.close("CscaMasterList");
    const certificates: Buffer[] = [];
    while (!set.done) certificates.push(set.take(tag.sequence, "certList").raw);
    return { certificates, signedData };
  });
}

export type MasterListVerdict =
  | { verdict: "genuine"; signer: SignerName; revocation: TrustedSigner["revocation"]; certificates: Buffer[] }
  | { verdict: "malformed"; fault: Fault }
  | Exclude<SignerFault, { verdict: "malformed" }>
  | { verdict: "signer-expired"; signer: SignerName; cause: ExpiryCause };

/** Reads a master list and verifies who signed it; its certificates may go into a trust list then. */
export function verifyMasterList(bytes: Uint8Array, trust: TrustList, at: Date): MasterListVerdict {
  const list = readMasterList(bytes);
  if (!list.ok) return { verdict: "malformed", fault: list.fault };
  const mayTheySign = ({ extendedKeyUsage }: { extendedKeyUsage: readonly string[] }) => extendedKeyUsage.includes(masterListSigning);
  const trusted = verifySigner(list.value.signedData, { trust, at, mayTheySign });
  if (trusted.verdict !== "trusted") return trusted;
  const { signer, revocation, expired } = trusted;
  if (expired !== undefined) return { verdict: "signer-expired", signer, cause: expired };
  return { verdict: "genuine", signer, revocation, certificates: list.value.certificates };
}
