/**
 * What a command answers instead of its result when a rule forbids it. A bug or broken infrastructure throws.
 * `retryable`: the same request may succeed later without a change.
 */
export type Refusal<Code extends string = string> = { code: Code; retryable: boolean; details?: Record<string, string | number> };

export type Outcome<T, Code extends string = string> = { ok: true; value: T } | { ok: false; refusal: Refusal<Code> };

export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = <Code extends string>(
  code: Code,
  details?: Record<string, string | number>,
  retryable = false,
): { ok: false; refusal: Refusal<Code> } => ({ ok: false, refusal: { code, retryable, ...(details === undefined ? {} : { details }) } });
