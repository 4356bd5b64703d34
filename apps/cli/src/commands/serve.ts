import { type DemoProgress, type DemoStep, demoSteps, loadDemo, type Register, serve, startWaiting, type Waiting } from "@dinhdanh/server";
import type { Command } from "commander";
import { buildConsole } from "../console.ts";
import { progressBars } from "../output.ts";
import { listening, portOf } from "../port.ts";
import { openHere, reporting } from "../session.ts";
import { version } from "../version.ts";

export function serveCommand(program: Command): void {
  program
    .command("serve")
    .description("start the server and the console")
    .option("--demo", "load the simulated Hà Nam campaign of 2021-2023, with demo officers who sign in with one click")
    .option("--port <number>", "port of the page (default: PORT, or 3000)")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .action(run);
}

type ServeArguments = { demo?: boolean; port?: string; host: string };

const run = (options: ServeArguments): Promise<void> => reporting(() => open(options));

async function open({ demo: simulated = false, port: given, host }: ServeArguments): Promise<void> {
  const port = portOf(given ?? process.env["PORT"] ?? "3000");
  // demonstrations compare fingerprints, too, with the matcher for development
  if (simulated) process.env["DINHDANH_ABIS"] ??= "reference";
  const waiting = simulated ? await listening(port, () => startWaiting({ port, host }, demoSteps)) : undefined;
  const { register, webFolder } = await prepare(waiting).finally(() => waiting?.stop());
  const options = { demo: simulated, webFolder, version, port, host, logLevel: "warn" } as const;
  const serving = await listening(port, () => serve(register, options)).catch(async (error: unknown) => {
    await register.close();
    throw error;
  });
  const notes = simulated ? "Simulated people and acts. Choose a demo officer to sign in.\n" : "";
  console.error(`\nĐịnh Danh is ready: ${shown(serving.url)}\n${notes}Ctrl+C stops it; the data is kept.`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void serving.stop().then(() => register.close());
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

async function prepare(waiting: Waiting<DemoStep> | undefined): Promise<{ register: Register; webFolder: URL }> {
  const watched = waiting === undefined ? "" : ` ${shown(`http://127.0.0.1:${waiting.port}`)} shows how far it is.`;
  console.error(`Định Danh: opening the database …${watched}`);
  const register = await openHere();
  const webFolder = await buildConsole();
  if (waiting !== undefined) await demo(register, waiting.tell);
  return { register, webFolder };
}

const shown = (url: string) => url.replace("127.0.0.1", "localhost");

async function demo(register: Register, tell: DemoProgress): Promise<void> {
  const bars = progressBars();
  try {
    await loadDemo(register, (step, fraction) => {
      bars.set(`${demoSteps[step].vi} (${demoSteps[step].en})`, fraction);
      tell(step, fraction);
    });
  } finally {
    bars.stop();
  }
}
