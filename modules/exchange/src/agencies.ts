import { createHash, randomBytes } from "node:crypto";
import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { hashPassword, may } from "@dinhdanh/staff";
import type { NewAgency } from "./contract.ts";
import { agencyAct, type ExchangeDeps, isoNow } from "./deps.ts";
import { agencyExists, deleteTokensOf, insertAgency, markDisabled, setSecretHash } from "./store/agencies.ts";

/** 256 random bits. */
export const randomToken = (): string => randomBytes(32).toString("base64url");
/** Of random tokens: SHA-256 without salt or stretching is enough to store (OWASP ASVS 3.2.2, 3.2.3). */
export const tokenHash = (token: string): Buffer => createHash("sha256").update(token).digest();

/** What the agency signs in with; the secret is shown once and stored nowhere. */
export type ClientSecret = { clientId: string; clientSecret: string };

/** Gives an agency access as its agreement says. `agency` has passed `newAgencySchema`. */
export async function addAgency(
  deps: ExchangeDeps,
  by: Actor,
  agency: NewAgency,
): Promise<Outcome<ClientSecret, "not-permitted" | "agency-code-taken">> {
  if (!may(by, "administer")) return refuse("not-permitted");
  const clientSecret = randomToken();
  const secretHash = await hashPassword(clientSecret);
  return deps.sql.begin(async (tx) => {
    if (!(await insertAgency(tx, { ...agency, secretHash, addedAt: isoNow(deps) }))) return refuse("agency-code-taken");
    const { code, ...agreement } = agency;
    await deps.ledger.record(tx, [agencyAct(deps, "agency.added", code, by, agreement)]);
    return accept({ clientId: code, clientSecret });
  });
}

/** A new secret; the old one and all tokens end at once. */
export async function rotateSecret(
  deps: ExchangeDeps,
  by: Actor,
  code: string,
): Promise<Outcome<ClientSecret, "not-permitted" | "unknown-agency">> {
  if (!may(by, "administer")) return refuse("not-permitted");
  const clientSecret = randomToken();
  const secretHash = await hashPassword(clientSecret);
  return deps.sql.begin(async (tx) => {
    if (!(await setSecretHash(tx, code, secretHash))) return refuse("unknown-agency");
    await deleteTokensOf(tx, code);
    await deps.ledger.record(tx, [agencyAct(deps, "agency.secret-rotated", code, by, {})]);
    return accept({ clientId: code, clientSecret });
  });
}

/** Ends an agency's access at once, tokens included. What waits for it is held back and dies. */
export async function disableAgency(
  deps: ExchangeDeps,
  by: Actor,
  code: string,
): Promise<Outcome<null, "not-permitted" | "unknown-agency" | "agency-already-disabled">> {
  if (!may(by, "administer")) return refuse("not-permitted");
  return deps.sql.begin(async (tx) => {
    if (!(await agencyExists(tx, code))) return refuse("unknown-agency");
    if (!(await markDisabled(tx, code, isoNow(deps)))) return refuse("agency-already-disabled");
    await deleteTokensOf(tx, code);
    await deps.ledger.record(tx, [agencyAct(deps, "agency.disabled", code, by, {})]);
    return accept(null);
  });
}
