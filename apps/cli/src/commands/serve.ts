import { type DemoStep, loadDemo, type Register, serve } from "@dinhdanh/server";
import type { Command } from "commander";
import { buildConsole } from "../console.ts";
import { progressBars } from "../output.ts";
import { expectFree, portOf } from "../port.ts";
import { openHere, reporting } from "../session.ts";
import { version } from "../version.ts";

const stepLabels: Record<DemoStep, string> = {
  "roll-files": "Mô phỏng dân cư (people)",
  "acts-files": "Mô phỏng hành vi (acts)",
  roll: "Nhập danh sách dân cư (roll)",
  acts: "Nhập hành vi (acts)",
  figures: "Tổng hợp số liệu (figures)",
};

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

const run = (options: ServeArguments): Promise<void> => reporting(() => start(options));

async function start(options: ServeArguments): Promise<void> {
  const port = portOf(options.port ?? process.env["PORT"] ?? "3000");
  await expectFree(port, options.host);
  console.error("Định Danh: opening the database …");
  // demonstrations compare fingerprints, too, with the matcher for development
  if (options.demo === true) process.env["DINHDANH_ABIS"] ??= "reference";
  const register = await openHere();
  const webFolder = await buildConsole();
  if (options.demo === true) await demo(register);
  const serving = await serve(register, { demo: options.demo === true, webFolder, version, port, host: options.host, logLevel: "warn" });
  const shown = serving.url.replace("127.0.0.1", "localhost");
  console.error(
    `\nĐịnh Danh is ready: ${shown}\n${options.demo === true ? "Simulated people and acts. Choose a demo officer to sign in.\n" : ""}Ctrl+C stops it; the data is kept.`,
  );
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void serving.stop().then(() => register.close());
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

async function demo(register: Register): Promise<void> {
  const bars = progressBars();
  try {
    await loadDemo(register, (step, fraction) => bars.set(stepLabels[step], fraction));
  } finally {
    bars.stop();
  }
}
