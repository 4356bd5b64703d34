import { readFileSync } from "node:fs";
import { campaigns, openCampaign } from "@dinhdanh/campaign";
import { systemActor } from "@dinhdanh/kernel";
import type { Command } from "commander";
import { type JsonOption, print, Refused, valueOf } from "../output.ts";
import { presentFile } from "../paths.ts";
import { withRegister } from "../session.ts";
import { printTable } from "../table.ts";

export function campaignCommands(program: Command): void {
  const group = program.command("campaign").description("campaigns: programme, target, deadlines, commitments");
  group
    .command("open <file>")
    .description("open a campaign from a JSON file, or change the one of the same key")
    .option("--json", "print as JSON")
    .action((file: string, options: JsonOption) =>
      withRegister(async (register) => {
        const campaign = valueOf(await openCampaign(register, systemActor, parse(readFileSync(presentFile(file), "utf8"))));
        print(campaign, options, () => console.log(`${campaign.name.en}: ${campaign.unit}, from ${campaign.startsOn}`));
      }),
    );
  group
    .command("list")
    .option("--json", "print as JSON")
    .action((options: JsonOption) =>
      withRegister(async (register) => {
        const all = await campaigns(register.sql);
        print(all, options, () =>
          printTable(all.map(({ key, unit, programme, startsOn, directiveOn }) => ({ key, unit, programme, startsOn, directiveOn }))),
        );
      }),
    );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused({ code: "malformed", retryable: false, details: { field: "the whole file: it is not JSON" } });
  }
}
