import { accept, isId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { LifeDeps } from "@dinhdanh/population";
import { derivedId } from "@dinhdanh/territory";
import { claimType, type ProposalRefusal, proposeClaim, withdrawClaim } from "./claims.ts";
import type { Agency, ExchangeDeps } from "./deps.ts";
import { identityType, knownFacts, readIdentity } from "./read-registry.ts";
import { type RegistrationRefusal, registerIdentity } from "./register-birth.ts";
import { type Change, differences, saysAgain, type WriteRefusal } from "./write-registry.ts";

export type CreationRefusal = RegistrationRefusal | WriteRefusal | ProposalRefusal | "claim-only" | "id-not-uuid";

/**
 * pr, createIdentity and createIdentityWithId: the birth of a person whom the agency has announced; of a person of the register what the agency claims
 * against it, a correction that the commune chief decides. Who says nothing new without an id of their own is answered the reference.
 */
export async function createIdentity(
  deps: ExchangeDeps,
  life: LifeDeps,
  change: Change & { identityId?: string },
  identity: Record<string, unknown>,
): Promise<Outcome<{ identityId: string }, CreationRefusal>> {
  const { agency, personId, transactionId, identityId } = change;
  const facts = await knownFacts(deps, personId);
  if (facts === undefined || identityId === personId) return registerIdentity(deps, life, change, identity);
  if (identityId !== undefined && !isId(identityId)) return refuse("id-not-uuid");
  const { documentData, identityType: type, ...rest } = identity;
  if (!saysAgain({ ...rest, identityType: type === claimType ? identityType : type })) return refuse("correction-elsewhere");
  const differs = differences(deps, { agency, facts }, identity["biographicData"]);
  if (!differs.ok) return differs;
  const { reported, corrections } = differs.value;
  if (reported.length > 0) return refuse("one-at-a-time");
  if (corrections.length === 0 && identityId === undefined) return accept({ identityId: personId });
  if (corrections.length > 0 && rest["status"] !== "CLAIMED") return refuse("claim-only");
  const correctionId = identityId ?? derivedId(`dinhdanh:osia:${agency.code}:${transactionId}:${personId}:claim`);
  const proposed = await proposeClaim(life, { agency, personId, transactionId, correctionId }, corrections, documentData);
  return proposed.ok ? accept({ identityId: correctionId }) : proposed;
}

type Named = { agency: Agency; personId: string; identityId: string };

/** pr, deleteIdentity: takes back what the agency has claimed and nobody has decided. Records are not deleted, nor what was decided. */
export async function deleteIdentity(
  deps: ExchangeDeps,
  life: LifeDeps,
  named: Named,
): Promise<Outcome<null, "unknown-person" | "unknown-record" | "never-deleted">> {
  const held = await readIdentity(deps, life, named.agency, { ...named, view: "deleteIdentity" });
  if (!held.ok) return held;
  return held.value.identityType === claimType ? withdrawClaim(life, named) : refuse("never-deleted");
}

/**
 * pr, setIdentityStatus. A status follows from what was decided and found: to set it is to say it again, or to take a claim back (REVOKED). That a claim
 * is VALID or INVALID the commune chief says.
 */
export async function setIdentityStatus(
  deps: ExchangeDeps,
  life: LifeDeps,
  { status, ...named }: Named & { status: string },
): Promise<
  Outcome<null, "status-unknown" | "unknown-person" | "unknown-record" | "never-deleted" | "correction-proposed" | "status-follows">
> {
  if (!["CLAIMED", "VALID", "INVALID", "REVOKED"].includes(status)) return refuse("status-unknown");
  const held = await readIdentity(deps, life, named.agency, { ...named, view: "setIdentityStatus" });
  if (!held.ok) return held;
  if (held.value.status === status) return accept(null);
  const open = held.value.identityType === claimType && held.value.status === "CLAIMED";
  if (!open) return refuse("status-follows");
  return status === "REVOKED" ? withdrawClaim(life, named) : refuse("correction-proposed");
}
