import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { passwordMatches } from "@dinhdanh/staff";
import { randomToken, tokenHash } from "./agencies.ts";
import { agencyCodeSchema } from "./contract.ts";
import { type Agency, type ExchangeDeps, isoNow } from "./deps.ts";
import { agencyOfHash, credentialsOf, deleteExpiredTokens, insertToken, touchAgency } from "./store/agencies.ts";
import { claimTry, forgetOldTries, forgetTries } from "./store/tries.ts";

/** Long enough for a batch of calls, short enough to steal little. */
const tokenSeconds = 600;

/** Several agencies may come from one address, such as that of a proxy. */
const freeTries = { client: 5, from: 30 };

/** Codes of RFC 6749, 5.2; `slow_down` is ours: asked too often. */
export type TokenRefusal = "slow_down" | "invalid_client" | "unauthorized_client" | "invalid_scope";

export type TokenRequest = { clientId: string; clientSecret: string; scope: string | undefined; from: string };
export type Token = { accessToken: string; expiresIn: number; scope: string };

/**
 * The client credentials grant (RFC 6749, 4.4). An unknown id and a wrong secret answer alike, equally slowly; that access has ended is told
 * only to who knows the secret. `slow_down` carries `details.retryAfterSeconds`.
 */
export async function issueToken(deps: ExchangeDeps, request: TokenRequest): Promise<Outcome<Token, TokenRefusal>> {
  const { sql } = deps;
  const now = isoNow(deps);
  // no agency bears such a code, and PostgreSQL takes no NUL
  if (!agencyCodeSchema.safeParse(request.clientId).success) return refuse("invalid_client");
  await forgetOldTries(sql, now);
  const keys = { client: `client:${request.clientId}`, from: `from:${request.from}` };
  for (const by of ["client", "from"] as const) {
    const retryAfterSeconds = await claimTry(sql, keys[by], freeTries[by], now);
    if (retryAfterSeconds > 0) return refuse("slow_down", { retryAfterSeconds }, true);
  }
  const known = await credentialsOf(sql, request.clientId, deps.ledger.clock.today());
  const matches = await passwordMatches(known?.secretHash ?? null, request.clientSecret);
  if (known === undefined || !matches) return refuse("invalid_client");
  await forgetTries(sql, Object.values(keys));
  if (!known.inForce) return refuse("unauthorized_client");
  const asked = request.scope?.split(" ").filter((one) => one !== "") ?? known.scopes;
  if (asked.length === 0 || asked.some((one) => !known.scopes.includes(one))) return refuse("invalid_scope");
  return accept(await openToken(deps, request.clientId, [...new Set(asked)]));
}

async function openToken(deps: ExchangeDeps, code: string, scopes: string[]): Promise<Token> {
  const accessToken = randomToken();
  const now = isoNow(deps);
  const expiresAt = new Date(deps.ledger.clock.nowMs() + tokenSeconds * 1000).toISOString();
  await deleteExpiredTokens(deps.sql, now);
  await insertToken(deps.sql, { tokenHash: tokenHash(accessToken), code, scopes, expiresAt });
  await touchAgency(deps.sql, code, now);
  return { accessToken, expiresIn: tokenSeconds, scope: scopes.join(" ") };
}

/** Who a token stands for and what it was given for; undefined when it has ended or never was. */
export async function agencyOfToken(deps: ExchangeDeps, token: string): Promise<{ agency: Agency; scopes: string[] } | undefined> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  return agencyOfHash(deps.sql, tokenHash(token), isoNow(deps), deps.ledger.clock.today());
}
