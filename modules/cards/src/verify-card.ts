import { createHash } from "node:crypto";
import { parseTd1 } from "@dinhdanh/icao9303";
import type { Day } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { openTrust, verifyChip } from "./chip/verify-chip.ts";
import {
  type ChipFileName,
  chipFileNames,
  parseQr,
  type TrustListFiles,
  type Verdict,
  type Verification,
  type VerifyRequest,
  writeQr,
} from "./contract.ts";
import type { CardsDeps } from "./deps.ts";
import { cardsByDigest, type IssuedCard } from "./store/digests.ts";

/** `trustFiles`: CSCA certificates and the revocation list of signers, as the PKI keeps them. */
export type TrustDeps = CardsDeps & { trustFiles: () => Promise<TrustListFiles> };

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

export const trustList = (deps: TrustDeps): Promise<TrustListFiles> => deps.trustFiles();

/**
 * Says whether a card is genuine and in force. What was printed or written is looked up by its digest: the answer tells nothing that who asks
 * does not hold, and not whether a number exists. A chip is verified by signatures, too.
 */
export async function verifyCard(deps: TrustDeps, request: VerifyRequest): Promise<Verification> {
  const today = deps.ledger.clock.today();
  if ("chip" in request) return verifyChipOnline(deps, request.chip, today);
  const digest = "qr" in request ? qrDigest(request.qr) : mrzDigest(request.mrz);
  // what cannot be read was compared with nothing
  if (typeof digest === "object") return { verdict: "altered", by: [], findings: [digest.code] };
  return { by: ["register"], ...(await inBooks(deps.sql, digest, today)) };
}

/** Of what the fields say, so that what readers tolerate does not matter. */
function qrDigest(text: string): string | { code: string } {
  const read = parseQr(text);
  return read.ok ? `qr:${sha256(writeQr(read.value.card))}` : { code: read.refusal.code };
}

/** What was misread or mistyped says nothing about a card. */
function mrzDigest(text: string): string | { code: string } {
  const mrz = text.replaceAll(/\s/g, "");
  const misread = (["checked", "icao"] as const).every((layout) => {
    const read = parseTd1(mrz, layout);
    return !read.ok && read.fault.code.startsWith("check-digit-");
  });
  return misread ? { code: "MRZ:check-digit" } : `mrz:${sha256(mrz)}`;
}

async function inBooks(sql: Queryable, digest: string, today: Day): Promise<{ verdict: Verdict; findings: string[] }> {
  const cards = await cardsByDigest(sql, digest);
  if (cards.length === 0) return { verdict: "altered", findings: ["not-issued"] };
  const verdicts = cards.map((card) => verdictOf(card, today));
  const best = (["genuine", "expired", "revoked"] as const).find((verdict) => verdicts.includes(verdict)) ?? "revoked";
  return { verdict: best, findings: best === "genuine" ? [] : [...new Set(cards.map(({ state, stop }) => `card-${stop ?? state}`))] };
}

/** Who has not received their card cannot show it: one that is on the line and is shown was stolen. */
function verdictOf({ state, expiresOn, handedOverAt, stop }: IssuedCard, today: Day): "genuine" | "expired" | "revoked" {
  const inForce = (state === "handed-over" || state === "damaged") && handedOverAt !== null;
  if (state === "expired" || (inForce && expiresOn !== null && expiresOn < today)) return "expired";
  return inForce && stop === null ? "genuine" : "revoked";
}

async function verifyChipOnline(
  deps: TrustDeps,
  given: Partial<Record<ChipFileName, string | undefined>>,
  today: Day,
): Promise<Verification> {
  const files = new Map(
    chipFileNames.flatMap((name) => {
      const text = given[name];
      return text === undefined ? [] : [[name, Buffer.from(text, "base64")] as const];
    }),
  );
  const { csca, crl } = await deps.trustFiles();
  const trust = openTrust(csca.map((pem) => Buffer.from(pem)), crl === null ? [] : [Buffer.from(crl)]); // prettier-ignore
  if (!trust.ok) return { verdict: "unknown-signer", by: ["chip"], findings: ["no-trust-list"] };
  const chip = verifyChip(files, trust.value, new Date(deps.ledger.clock.nowMs()));
  if (chip.verdict !== "genuine") return { verdict: chip.verdict, by: ["chip"], findings: chip.findings };
  const books = await inBooks(deps.sql, `sod:${sha256(files.get("EF_SOD") ?? "")}`, today);
  // a signature holds although the books do not know the card: made elsewhere with the same keys, such as from the command line
  if (books.findings.includes("not-issued")) return { verdict: "genuine", by: ["chip"], findings: [...chip.findings, "not-in-register"] };
  return { verdict: books.verdict, by: ["chip", "register"], findings: [...chip.findings, ...books.findings] };
}
