import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Asks for a password without showing it; from a pipe, the first line. Never an argument: those are seen by everyone on the machine. */
export async function askPassword(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  // asked only now: the terminal no longer echoes
  process.stderr.write(question);
  try {
    for await (const line of lines) return line;
    return "";
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
