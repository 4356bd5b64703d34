import { z } from "zod";

const problemSchema = z.object({ title: z.string(), status: z.number(), detail: z.string().optional(), code: z.string().optional() });

/** What went wrong with a request. `code` is the server's, or one of ours: `offline`, `unreadable`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;

  constructor(status: number, code: string, title: string, detail?: string) {
    super(title);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/** From an answer that is no success: RFC 9457 when the server wrote it, else what the status says. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = problemSchema.safeParse(body);
  if (!parsed.success) return new Problem(response.status, "unexplained", response.statusText);
  return new Problem(response.status, parsed.data.code ?? "unexplained", parsed.data.title, parsed.data.detail);
}
