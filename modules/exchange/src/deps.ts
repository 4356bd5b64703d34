import type { BlockList } from "node:net";
import { type Actor, newId } from "@dinhdanh/kernel";
import type { Act, Ledger } from "@dinhdanh/ledger";
import type { Sql } from "@dinhdanh/postgres";
import { type CommuneIndex, derivedId } from "@dinhdanh/territory";
import type { MessageKey } from "./notification/message-key.ts";

/** What every command of this module needs; the time is the ledger's. */
export type ExchangeDeps = {
  sql: Sql;
  ledger: Ledger;
  units: CommuneIndex;
  /** signs what is sent to agencies; opened when it is first needed */
  messageKey: () => MessageKey;
  /** networks that messages may go to although they are not public, and without TLS */
  allowedNetworks: BlockList;
};

/** Who asks, with what the agreement permits. */
export type Agency = { code: string; name: string; attributes: readonly string[]; purpose: string; adjudicates: boolean };

/** The name under which acts and reads of an agency stand in the ledger; no officer's code holds a colon. */
export const agencyOfficer = (code: string): string => `agency:${code}`;

/** An agency as who acts; what it may do its scopes and its agreement say. */
export const agencyActor = ({ code }: Pick<Agency, "code">): Actor => ({ code: agencyOfficer(code), role: "system", scope: null });

export const isoNow = ({ ledger }: Pick<ExchangeDeps, "ledger">): string => new Date(ledger.clock.nowMs()).toISOString();

type AgencyActKind = "agency.added" | "agency.disabled" | "agency.secret-rotated" | "agency.deliveries-resent";

/** A change of an agency. The payload never carries a secret or a hash. */
export function agencyAct(deps: ExchangeDeps, kind: AgencyActKind, code: string, by: Actor, payload: Record<string, unknown>): Act {
  return {
    ...{ actId: newId(), subjectId: derivedId(`dinhdanh:agency:${code}`), kind, occurredAt: isoNow(deps) },
    ...{ unit: by.scope, officer: by.code, team: null, device: null, payload: { code, ...payload } },
  };
}
