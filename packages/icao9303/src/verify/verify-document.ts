import { digestOf } from "../cms/algorithms.ts";
import { type CommonData, readEfCom } from "../lds/ef-com.ts";
import { readEfSod } from "../lds/ef-sod.ts";
import type { SecurityObject } from "../lds/security-object.ts";
import type { Fault } from "../result.ts";
import type { Certificate } from "../pki/certificate.ts";
import type { TrustList } from "../pki/trust-list.ts";
import { type ExpiryCause, type SignerFault, type SignerName, type TrustedSigner, verifySigner } from "./verify-signer.ts";

export type FileName = "EF.SOD" | "EF.COM" | `EF.DG${number}`;

/**
 * `hash-differs` from the signed one; `not-signed`: the security object does not know the file; `missing`: demanded, but not given;
 * `disagrees`: EF.COM lists other groups or versions than the security object.
 */
export type Alteration = { file: FileName; how: "hash-differs" | "not-signed" | "missing" | "disagrees" };

/**
 * The answer of passive authentication (9303-11 5.1), in the order of the checks. Only `genuine` says that the data are those that a trusted state signed, with a certificate in
 * force: data groups `checked`, and `unread` ones that the security object lists and nobody gave. `signer-expired` says the same of the data, but the certificate or
 * the moment of signing is out of its period.
 */
export type Verdict =
  | { verdict: "genuine"; signer: SignerName; revocation: TrustedSigner["revocation"]; checked: number[]; unread: number[] }
  | { verdict: "malformed"; file: FileName; fault: Fault }
  | Exclude<SignerFault, { verdict: "malformed" }>
  | { verdict: "altered"; signer: SignerName; alterations: Alteration[] }
  | { verdict: "signer-expired"; signer: SignerName; cause: ExpiryCause };

/** `groups`: data group files by number. */
export type DocumentFiles = { sod: Uint8Array; com?: Uint8Array; groups: ReadonlyMap<number, Uint8Array> };

/**
 * - `at`: the moment of the inspection
 * - `signedOn`: when the document was issued, for security objects that do not say when they were signed
 * - `required`: data groups that must be there
 * - `requiredIfSigned`: data groups that must be there when the security object lists them
 */
export type Inspection = {
  trust: TrustList;
  at: Date;
  signedOn?: Date;
  required?: readonly number[];
  requiredIfSigned?: readonly number[];
};

/** Passive authentication of a document: chain, revocation, signature, hashes. Never throws for what is in the files. */
export function verifyDocument(files: DocumentFiles, { trust, at, signedOn, required = [], requiredIfSigned = [] }: Inspection): Verdict {
  const sod = readEfSod(files.sod);
  if (!sod.ok) return { verdict: "malformed", file: "EF.SOD", fault: sod.fault };
  const com = files.com === undefined ? undefined : readEfCom(files.com);
  if (com?.ok === false) return { verdict: "malformed", file: "EF.COM", fault: com.fault };

  const { securityObject, signedData } = sod.value;
  const check = { trust, at, mayTheySign: isDocumentSigner, ...(signedOn === undefined ? {} : { signedOn }) };
  const trusted = verifySigner(signedData, check);
  if (trusted.verdict === "malformed") return { verdict: "malformed", file: "EF.SOD", fault: trusted.fault };
  if (trusted.verdict !== "trusted") return trusted;

  const { signer, revocation, expired } = trusted;
  const demanded = new Set([...required, ...requiredIfSigned.filter((group) => securityObject.hashes.has(group))]);
  const alterations = [...alteredGroups(files.groups, securityObject, demanded), ...alteredCommonData(com?.value, securityObject)];
  if (alterations.length > 0) return { verdict: "altered", signer, alterations };
  if (expired !== undefined) return { verdict: "signer-expired", signer, cause: expired };
  const signed = [...securityObject.hashes.keys()].sort((a, b) => a - b);
  return {
    verdict: "genuine",
    signer,
    revocation,
    checked: signed.filter((group) => files.groups.has(group)),
    unread: signed.filter((group) => !files.groups.has(group)),
  };
}

/** Document signers have the key usage digitalSignature, are no authorities, and their key serves nothing else (9303-12 table 6). */
const isDocumentSigner = ({ isAuthority, keyUsage, extendedKeyUsage }: Certificate): boolean =>
  !isAuthority && (keyUsage?.includes("digitalSignature") ?? true) && extendedKeyUsage.length === 0;

function alteredGroups(
  groups: ReadonlyMap<number, Uint8Array>,
  { hash: hashName, hashes }: SecurityObject,
  required: ReadonlySet<number>,
): Alteration[] {
  const found: Alteration[] = [];
  for (const [group, file] of groups) {
    const signed = hashes.get(group);
    if (signed === undefined) found.push({ file: `EF.DG${group}`, how: "not-signed" });
    else if (!digestOf(hashName, file).equals(signed)) found.push({ file: `EF.DG${group}`, how: "hash-differs" });
  }
  for (const group of required) if (!groups.has(group)) found.push({ file: `EF.DG${group}`, how: "missing" });
  return found;
}

/** EF.COM is not signed, but must list the data groups of the security object, and its versions where that has them (9303-10 4.6.1 and 4.6.2). */
function alteredCommonData(com: CommonData | undefined, { hashes, version }: SecurityObject): Alteration[] {
  if (com === undefined) return [];
  const sameGroups = com.groups.length === hashes.size && com.groups.every((group) => hashes.has(group));
  const sameVersion = version === undefined || (version.ldsVersion === com.ldsVersion && version.unicodeVersion === com.unicodeVersion);
  return sameGroups && sameVersion ? [] : [{ file: "EF.COM", how: "disagrees" }];
}
