import { accept, type Actor, type Outcome, refuse, repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import type { Stuck } from "../contract.ts";
import { agencyAct, type ExchangeDeps, isoNow } from "../deps.ts";
import type { Message } from "../osia/schemas.ts";
import { agencyExists } from "../store/agencies.ts";
import { claimDue, type Due, forgetDelivered, markDelivered, markFailed, resendAll, stuckDeliveries } from "../store/deliveries.ts";
import { readPolicy, waitAfter } from "./retry-rules.ts";
import { sendRequest } from "./send-request.ts";
import { signRequest } from "./sign-request.ts";
import { tellNext } from "./tell-acts.ts";

const mostAtOnce = 24;
/** Longer than a try may take: what a dead server had claimed is free again after it. */
const claimMs = 60_000;
const keptDays = 30;
const forgetEveryMs = 3_600_000;

/** The body of notification.yaml's callback. */
function messageOf(due: Due): Message {
  const shared = { type: due.type, messageId: due.messageId, topic: due.topicName, timestamp: new Date(due.createdAt).toISOString() };
  if (due.type === "Notification") return { ...shared, message: due.body, ...(due.subject === null ? {} : { subject: due.subject }) };
  const subscribeURL = `${due.body}?token=${due.confirmToken}`;
  return { ...shared, message: `Confirm the subscription to ${due.topicName}`, token: due.confirmToken, subscribeURL };
}

async function tryOne(deps: ExchangeDeps, due: Due): Promise<void> {
  if (!due.inForce) return markFailed(deps.sql, due, "agreement-ended", null);
  const headers = {
    ...{ "content-type": "application/json", "message-type": due.type, "message-id": due.messageId },
    ...{ "subscription-id": due.subscriptionId, "topic-id": due.topicId, "user-agent": "dinhdanh" },
  };
  const unsigned = { url: due.address, headers, body: JSON.stringify(messageOf(due)) };
  const fault = await sendRequest(signRequest(unsigned, deps.messageKey(), deps.ledger.clock.nowMs()), deps.allowedNetworks);
  if (fault === undefined) return markDelivered(deps.sql, due, isoNow(deps));
  const policy = readPolicy(due.policy);
  const wait = policy === undefined ? undefined : waitAfter(policy, due.attempts);
  await markFailed(deps.sql, due, fault, wait === undefined ? null : new Date(deps.ledger.clock.nowMs() + wait * 1000).toISOString());
}

/** Tries what is due. @returns how many tries there were */
async function deliverDue(deps: ExchangeDeps): Promise<number> {
  const { clock } = deps.ledger;
  const claimedUntil = new Date(clock.nowMs() + claimMs).toISOString();
  const due = await claimDue(deps.sql, { now: isoNow(deps), today: clock.today(), claimedUntil, most: mostAtOnce });
  await Promise.all(due.map((one) => tryOne(deps, one)));
  return due.length;
}

/**
 * Tells of new acts and delivers until stopped; a backlog is worked off without pause. Each apart: a receiver that is slow must not hold up the
 * reading of the ledger.
 */
export function startNotifier(deps: ExchangeDeps, options: RepeatOptions): Repeated {
  const tell = () => tellNext(deps);
  const deliver = async () => (await deliverDue(deps)) > 0;
  const forget = async () => {
    await forgetDelivered(deps.sql, new Date(deps.ledger.clock.nowMs() - keptDays * 86_400_000).toISOString());
    return false;
  };
  const works = [repeat(tell, options), repeat(deliver, options), repeat(forget, { ...options, everyMs: forgetEveryMs })];
  return { stop: async () => void (await Promise.all(works.map((work) => work.stop()))) };
}

/** What operators see of deliveries that have not arrived: no contents. */
export const listStuck = ({ sql }: ExchangeDeps, agency: string | null): Promise<Stuck[]> => stuckDeliveries(sql, agency, 200);

/** An operator has everything of an agency tried again that is dead or has failed. @returns how many */
export async function resendDeliveries(
  deps: ExchangeDeps,
  by: Actor,
  code: string,
): Promise<Outcome<number, "not-permitted" | "unknown-agency">> {
  if (!may(by, "administer")) return refuse("not-permitted");
  return deps.sql.begin(async (tx) => {
    if (!(await agencyExists(tx, code))) return refuse("unknown-agency");
    const resent = await resendAll(tx, code, isoNow(deps));
    if (resent > 0) await deps.ledger.record(tx, [agencyAct(deps, "agency.deliveries-resent", code, by, { resent })]);
    return accept(resent);
  });
}
