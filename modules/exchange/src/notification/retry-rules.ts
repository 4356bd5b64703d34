/** notification.yaml: seconds between retries and how many there are, -1 for ever; without a policy every hour for 7 days. */
export type RetryPolicy = { countdown: number; max: number };

const byDefault: RetryPolicy = { countdown: 3600, max: 168 };
const firstWaitSeconds = 5;

/** @returns undefined when it is not `countdown,max` */
export function readPolicy(text: string | null | undefined): RetryPolicy | undefined {
  if (text === null || text === undefined) return byDefault;
  const match = /^(\d{1,6})(?:,(-1|\d{1,6}))?$/.exec(text.replaceAll(" ", ""));
  if (match === null) return undefined;
  const [, countdown, max = byDefault.max] = match;
  return Number(countdown) < 1 ? undefined : { countdown: Number(countdown), max: Number(max) };
}

/** Quick tries with doubling waits that come before those of the policy. */
const quickTries = ({ countdown }: RetryPolicy) => Math.max(0, Math.ceil(Math.log2(countdown / firstWaitSeconds)));

/**
 * Seconds until the next try, or undefined when there is none: 5, 10, 20, … up to the policy's countdown, so that a receiver that was restarted
 * waits no hour, then as often as the policy says.
 * @param attempts tries made
 */
export function waitAfter(policy: RetryPolicy, attempts: number): number | undefined {
  const quick = quickTries(policy);
  if (attempts <= quick) return Math.min(policy.countdown, firstWaitSeconds * 2 ** (attempts - 1));
  return policy.max === -1 || attempts - quick <= policy.max ? policy.countdown : undefined;
}
