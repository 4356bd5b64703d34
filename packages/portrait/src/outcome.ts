/** Same shape as an outcome of the register, which this package does not know. A refusal is returned, a bug throws. */
export type Outcome<T, Code extends string> = { ok: true; value: T } | { ok: false; refusal: { code: Code; retryable: boolean } };

export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = <Code extends string>(code: Code): { ok: false; refusal: { code: Code; retryable: boolean } } => ({
  ok: false,
  refusal: { code, retryable: false },
});

export type Words = { vi: string; en: string };
