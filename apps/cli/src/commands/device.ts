import { createInterface } from "node:readline";
import { createSoftwareDevice } from "@dinhdanh/capture/device";
import type { Command } from "commander";
import { listening, portOf } from "../port.ts";
import { reporting } from "../session.ts";

export function deviceCommand(program: Command): void {
  program
    .command("device")
    .description("start the software device, simulated: fingerprints and portraits of nobody, for development and training")
    .option("--port <number>", "port on 127.0.0.1", "8765")
    .option("--origin <address>", "address of the page that may use it", `http://localhost:${process.env["PORT"] ?? 3000}`)
    .option("--person <text>", "who stands before it: the same text, the same fingers and face", "someone")
    .option("--token <text>", "pairing token (default: made anew)")
    .action(run);
}

type DeviceArguments = { port: string; origin: string; person: string; token?: string };

/** Runs until stopped. Each line of standard input brings the next person before the device. */
const run = (given: DeviceArguments): Promise<void> => reporting(() => serve(given));

async function serve({ port, origin, person, token }: DeviceArguments): Promise<void> {
  const at = portOf(port);
  const settings = { seed: person, port: at, origin, ...(token === undefined ? {} : { token }) };
  const device = await listening(at, () => createSoftwareDevice(settings));
  console.error(
    `Software device, simulated: http://127.0.0.1:${device.port} for ${origin}\nPairing token: ${device.token}\nBefore it stands: ${person}. Type another name and press Enter for the next person; Ctrl+C stops it.`,
  );
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    if (line.trim() === "") return;
    device.setPerson(line.trim());
    console.error(`Before it stands: ${line.trim()}`);
  });
  const stop = () => {
    lines.close();
    void device.close();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
