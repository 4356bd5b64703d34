import { createPublicKey, sign, verify } from "node:crypto";
import { accept, calendarDay, dayOf, type Outcome, refuse } from "@dinhdanh/kernel";
import type { SigningKey } from "@dinhdanh/ledger";
import { type RevocationList, revocationListSchema } from "./contract.ts";
import { type CardsDeps, nowOf } from "./deps.ts";
import { revocations } from "./store/revocations.ts";

/** `listKey`: the register's Ed25519 key, the one that seals the ledger. */
export type RevocationListDeps = CardsDeps & { listKey: () => SigningKey };

/** Every card that must not be accepted any more, signed, for verifying without a connection. */
export async function revocationList(deps: RevocationListDeps): Promise<RevocationList> {
  const rows = await revocations(deps.sql);
  const entries = rows.map(({ serial, sodSha256, reason, revokedAt }) => ({
    serial,
    sodSha256,
    reason,
    revokedOn: dayOf(calendarDay(Date.parse(revokedAt))),
  }));
  const content = { format: "dinhdanh-revoked" as const, version: 1 as const, issuedAt: nowOf(deps), entries };
  const { keyId, publicPem, privateKey } = deps.listKey();
  return { ...content, keyId, publicKey: publicPem, signature: sign(null, signed(content), privateKey).toString("base64") };
}

const signed = ({ format, version, issuedAt, entries }: Pick<RevocationList, "format" | "version" | "issuedAt" | "entries">) =>
  Buffer.from(JSON.stringify({ format, version, issuedAt, entries }));

/**
 * Reads a list that was downloaded.
 * @param publicPem the register's key as known from elsewhere; without it the list is only known to be whole
 */
export function checkRevocationList(text: string, publicPem?: string): Outcome<RevocationList, "list-unreadable" | "list-altered"> {
  const parsed = parse(text);
  if (parsed === undefined) return refuse("list-unreadable");
  try {
    const holds = verify(null, signed(parsed), createPublicKey(publicPem ?? parsed.publicKey), Buffer.from(parsed.signature, "base64"));
    return holds ? accept(parsed) : refuse("list-altered");
  } catch {
    return refuse("list-altered");
  }
}

function parse(text: string): RevocationList | undefined {
  try {
    const read = revocationListSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
