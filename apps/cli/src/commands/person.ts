import { personView } from "@dinhdanh/campaign";
import { systemActor } from "@dinhdanh/kernel";
import { personIdByPin } from "@dinhdanh/population";
import type { Command } from "commander";
import { type JsonOption, print, Refused, valueOf } from "../output.ts";
import { withRegister } from "../session.ts";
import { pinArgument } from "./import.ts";
import { printTable } from "../table.ts";

export function personCommand(program: Command): void {
  program
    .command("person")
    .argument("<pin>", "identification number, 12 digits", pinArgument)
    .description("a person's facts, findings, standing and acts; the read is logged")
    .option("--json", "print as JSON")
    .action((pin: string, options: JsonOption) =>
      withRegister(async (register) => {
        const personId = await personIdByPin(register.sql, pin);
        if (personId === null) throw new Refused({ code: "person-not-found", retryable: false });
        const view = valueOf(await personView(register, systemActor, personId, { day: register.clock.today(), purpose: "verify" }));
        print(view, options, () => {
          const { fullName, birthDate, sex } = view.facts;
          console.log([fullName, pin, birthDate ?? "?", sex ?? "?", view.unitPath.map(({ name }) => name).join(" › ")].join(" · "));
          console.log("\nStanding, by stay:");
          printTable(view.standing.map(({ unitCode, stayFrom, stayUntil, days }) => ({ unitCode, stayFrom, stayUntil, ...days })));
          console.log("\nFindings:");
          printTable(view.findings);
          console.log("\nActs:");
          printTable(view.acts.map(({ occurredAt, kind, unitName, team, officer }) => ({ occurredAt, kind, unitName, team, officer })));
        });
      }),
    );
}
