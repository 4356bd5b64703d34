/**
 * What is wrong with bytes or text from outside:
 * - `truncated`: a length points beyond its container; `leftover-bytes`: something follows the last element
 * - `indefinite-length`, `length-not-minimal`, `length-too-long`, `tag-too-long`, `too-deep`, `too-large`: encodings that are not read
 * - `unexpected-tag`, `missing`: the structure is another one
 * - `bad-value`: an element of the right tag holds what its type does not allow
 * - `unsupported`: an algorithm, key or version that this package does not know
 */
export type FaultCode =
  | "truncated"
  | "leftover-bytes"
  | "indefinite-length"
  | "length-not-minimal"
  | "length-too-long"
  | "tag-too-long"
  | "too-deep"
  | "too-large"
  | "unexpected-tag"
  | "missing"
  | "bad-value"
  | "unsupported";

/** `offset`: bytes (characters of a text) from the start of the input; `what`: the element, by its name in the standard. */
export type Fault<Code extends string = FaultCode> = { code: Code; offset: number; what: string };

export type Result<T, Code extends string = FaultCode> = { ok: true; value: T } | { ok: false; fault: Fault<Code> };

export const success = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const failure = <Code extends string>(code: Code, offset: number, what: string): { ok: false; fault: Fault<Code> } => ({
  ok: false,
  fault: { code, offset, what },
});

/** How the readers of this package leave a structure that is wrong; never leaves the package: {@link attempt} turns it into a result. */
export class BadInput extends Error {
  readonly fault: Fault;
  constructor(code: FaultCode, offset: number, what: string) {
    super(`${what}: ${code} at ${offset}`);
    this.fault = { code, offset, what };
  }
}

export function attempt<T>(read: () => T): Result<T> {
  try {
    return success(read());
  } catch (error) {
    if (error instanceof BadInput) return { ok: false, fault: error.fault };
    throw error;
  }
}
