import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import type { SignInRequest } from "./contract.ts";
import type { StaffDeps } from "./deps.ts";
import { passwordMatches } from "./password.ts";
import { type OpenedSession, openSession } from "./session.ts";
import { findOfficer } from "./store/officers.ts";
import { claimTry, forgetOldTries, forgetTries } from "./store/tries.ts";

export type SignInRefusal = "too-many-tries" | "wrong-credentials" | "officer-disabled";

/**
 * Opens a session. An unknown code, a wrong password and an officer without one answer alike, equally slowly; `too-many-tries` is retryable
 * and carries `details.retryAfterSeconds`. That an account is disabled is told only to who knows its password.
 */
export async function signIn(deps: StaffDeps, request: SignInRequest): Promise<Outcome<OpenedSession, SignInRefusal>> {
  const nowMs = deps.ledger.clock.nowMs();
  const code = request.code.trim().toLowerCase();
  // no officer bears such a code, and PostgreSQL takes no NUL
  if (/\p{Cc}/u.test(code)) return refuse("wrong-credentials");
  await forgetOldTries(deps.sql, nowMs);
  const retryAfterSeconds = await claimTry(deps.sql, code, nowMs);
  if (retryAfterSeconds > 0) return refuse("too-many-tries", { retryAfterSeconds }, true);
  const officer = await findOfficer(deps.sql, code);
  const matches = await passwordMatches(officer?.passwordHash ?? null, request.password);
  if (officer === undefined || !matches) return refuse("wrong-credentials");
  if (officer.disabledAt !== null) return refuse("officer-disabled");
  await forgetTries(deps.sql, code);
  return accept(await openSession(deps, officer));
}
