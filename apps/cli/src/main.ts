#!/usr/bin/env -S node --max-semi-space-size=8
import { Command } from "commander";
import cli from "../package.json" with { type: "json" };
import { agencyCommands } from "./commands/agency.ts";
import { areaCommands } from "./commands/areas.ts";
import { cardCommands } from "./commands/card.ts";
import { parseCommands } from "./commands/parse.ts";
import { campaignCommands } from "./commands/campaign.ts";
import { deviceCommand } from "./commands/device.ts";
import { figureCommands } from "./commands/figures.ts";
import { importCommands } from "./commands/import.ts";
import { duplicateCommands } from "./commands/duplicates.ts";
import { linkCommands } from "./commands/link.ts";
import { ledgerCommands } from "./commands/ledger.ts";
import { machineCommands } from "./commands/machine.ts";
import { personCommand } from "./commands/person.ts";
import { lifeCommands } from "./commands/life.ts";
import { pinCommands } from "./commands/pin.ts";
import { pkiCommands } from "./commands/pki.ts";
import { qualityCommand } from "./commands/quality.ts";
import { serveCommand } from "./commands/serve.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { staffCommands } from "./commands/staff.ts";
import { exitCodes } from "./output.ts";

const program = new Command("dinhdanh")
  .version(cli.version)
  .description("Định Danh: population register, identity cards, electronic identities, and the campaign that reaches everyone")
  .addHelpText(
    "after",
    "\nThe database is the embedded one under DINHDANH_DATA (default .data), or the PostgreSQL (15 or later) of DATABASE_URL. Every command takes --json where it prints figures.",
  );

for (const add of [
  ...[
    serveCommand,
    importCommands,
    figureCommands,
    personCommand,
    lifeCommands,
    pinCommands,
    campaignCommands,
    areaCommands,
    qualityCommand,
  ],
  ...[
    simulateCommand,
    ledgerCommands,
    staffCommands,
    agencyCommands,
    pkiCommands,
    cardCommands,
    parseCommands,
    deviceCommand,
    linkCommands,
    duplicateCommands,
    machineCommands,
  ],
])
  add(program);

// an option that is missing must not look like the answer no: commander ends with 1
exitOnMisuse(program);
await program.parseAsync().catch((error: unknown) => {
  // nor must a fault: Node would end with 1, too
  console.error(error);
  process.exitCode = exitCodes.fault;
});

function exitOnMisuse(command: Command): void {
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? exitCodes.done : exitCodes.refused));
  for (const one of command.commands) exitOnMisuse(one);
}
