import { createHash, randomBytes } from "node:crypto";
import type { Actor } from "@dinhdanh/kernel";
import { permissions, type SessionView } from "./contract.ts";
import type { StaffDeps } from "./deps.ts";
import type { Officer } from "./store/officers.ts";
import { deleteDeadSessions, deleteSession, insertSession, officerOfSession, touchSession } from "./store/sessions.ts";

/** A session ends after half an hour without use, and after a shift of twelve hours in any case. */
export const sessionIdleMs = 30 * 60_000;
export const sessionLongestMs = 12 * 3_600_000;
/** Use is noted to the minute: a write for each request would cost more than it tells. */
const touchEveryMs = 60_000;

/** `token` goes to the browser in an HttpOnly cookie and is stored nowhere. */
export type OpenedSession = { token: string; session: SessionView };

/** 256 random bits: SHA-256 without salt or stretching is enough to store (OWASP ASVS 3.2.2, 3.2.3). */
const tokenHash = (token: string): Buffer => createHash("sha256").update(token).digest();

export async function openSession(deps: StaffDeps, officer: Officer): Promise<OpenedSession> {
  const nowMs = deps.ledger.clock.nowMs();
  const token = randomBytes(32).toString("base64url");
  await deleteDeadSessions(deps.sql, nowMs, nowMs - sessionIdleMs);
  await insertSession(deps.sql, { tokenHash: tokenHash(token), officer: officer.code, nowMs, expiresMs: nowMs + sessionLongestMs });
  return { token, session: sessionView(officer) };
}

/** Who a token stands for; undefined when the session has ended or never was. Counts as use. */
export async function sessionOf(deps: StaffDeps, token: string): Promise<SessionView | undefined> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  const nowMs = deps.ledger.clock.nowMs();
  const found = await officerOfSession(deps.sql, tokenHash(token), nowMs, nowMs - sessionIdleMs);
  if (found === undefined) return undefined;
  if (nowMs - found.lastSeenMs >= touchEveryMs) await touchSession(deps.sql, tokenHash(token), nowMs);
  return sessionView(found.officer);
}

/** {@link sessionOf}, as the Actor that commands and stores take. */
export async function actorOf(deps: StaffDeps, token: string): Promise<Actor | undefined> {
  const session = await sessionOf(deps, token);
  return session === undefined ? undefined : actorOfSession(session);
}

export const actorOfSession = ({ officer, role, scope, scopeUnitId }: SessionView): Actor => ({ code: officer, role, scope, scopeUnitId });

/** Ends the session; an unknown token changes nothing. */
export const signOut = (deps: StaffDeps, token: string): Promise<void> => deleteSession(deps.sql, tokenHash(token));

function sessionView({ code, name, role, scope, scopeName, scopeUnitId, demo }: Officer): SessionView {
  return { officer: code, name, role, scope, scopeName, scopeUnitId, permissions: [...permissions[role]], demo };
}
