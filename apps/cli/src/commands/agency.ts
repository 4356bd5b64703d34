import {
  addAgency,
  attributeNames,
  type ClientSecret,
  disableAgency,
  listAgencies,
  listStuck,
  newAgencySchema,
  resendDeliveries,
  rotateSecret,
  scopes,
} from "@dinhdanh/exchange";
import { systemActor } from "@dinhdanh/kernel";
import type { Command } from "commander";
import { type JsonOption, print, Refused, valueOf } from "../output.ts";
import { withRegister } from "../session.ts";
import { printTable } from "../table.ts";

type AddOptions = JsonOption & {
  code: string;
  name: string;
  scopes: string[];
  attributes: string[];
  adjudicates?: boolean;
  purpose: string;
  from: string;
  until?: string;
};

const words = (text: string) => text.split(/[\s,]+/).filter((word) => word !== "");

export function agencyCommands(program: Command): void {
  const group = program.command("agency").description("agencies that use OSIA's interfaces: agreements, secrets, deliveries");
  group
    .command("add")
    .description("give an agency access as its agreement says; prints its client secret, once")
    .requiredOption("--code <code>", "client id")
    .requiredOption("--name <name>", "name as shown")
    .requiredOption("--scopes <list>", `scopes, parted by commas: ${scopes.join(", ")}`, words)
    .option("--attributes <list>", `attributes that the agreement names: ${attributeNames.join(", ")}`, words, [])
    .option("--adjudicates", "the agreement lets it merge records of one person itself; without, its merges are proposed")
    .requiredOption("--purpose <text>", "what the data is for; people see it beside each read")
    .requiredOption("--from <day>", "first day of the agreement, yyyy-mm-dd")
    .option("--until <day>", "its last day")
    .option("--json", "print as JSON")
    .action(add);
  group.command("list").option("--json", "print as JSON").action(list);
  group
    .command("rotate-secret <code>")
    .description("make a new client secret; the old one and all tokens end at once")
    .option("--json", "print as JSON")
    .action((code: string, options: JsonOption) =>
      withRegister(async (register) => printSecret(valueOf(await rotateSecret(register.exchange, systemActor, code)), options)),
    );
  group
    .command("disable <code>")
    .description("end an agency's access at once")
    .option("--json", "print as JSON")
    .action((code: string, options: JsonOption) =>
      withRegister(async (register) => {
        valueOf(await disableAgency(register.exchange, systemActor, code));
        print({ code, disabled: true }, options, () => console.log(`${code} can no longer ask for anything.`));
      }),
    );
  deliveryCommands(group);
}

function deliveryCommands(group: Command): void {
  group
    .command("deliveries [code]")
    .description("messages that have not arrived: waiting for a further try, or dead")
    .option("--json", "print as JSON")
    .action((code: string | undefined, options: JsonOption) =>
      withRegister(async (register) => {
        const stuck = await listStuck(register.exchange, code ?? null);
        print(stuck, options, () => printTable(stuck));
      }),
    );
  group
    .command("resend <code>")
    .description("try everything again that is dead or has failed")
    .option("--json", "print as JSON")
    .action((code: string, options: JsonOption) =>
      withRegister(async (register) => {
        const resent = valueOf(await resendDeliveries(register.exchange, systemActor, code));
        print({ code, resent }, options, () => console.log(`${resent} messages are tried again.`));
      }),
    );
}

const add = (options: AddOptions) =>
  withRegister(async (register) => {
    const { code, name, purpose, from: validFrom, until: validUntil = null } = options;
    const { scopes: given, attributes, adjudicates } = options;
    const agreement = { scopes: given, attributes, adjudicates, purpose, validFrom, validUntil };
    const parsed = newAgencySchema.safeParse({ code, name, ...agreement });
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const details = { field: issue?.path.join(".") ?? "", reason: issue?.message ?? "" };
      throw new Refused({ code: "malformed", retryable: false, details });
    }
    printSecret(valueOf(await addAgency(register.exchange, systemActor, parsed.data)), options);
  });

const printSecret = (secret: ClientSecret, options: JsonOption) =>
  print(secret, options, () =>
    console.log(`client id: ${secret.clientId}\nclient secret: ${secret.clientSecret}\nIt is shown this once and stored nowhere.`),
  );

const list = (options: JsonOption) =>
  withRegister(async (register) => {
    const agencies = await listAgencies(register.sql);
    print(agencies, options, () =>
      printTable(
        agencies.map(({ code, purpose, validFrom, validUntil, disabledAt, lastUsedAt, waiting, dead }) => ({
          ...{ code, purpose, validFrom, validUntil, disabledAt, lastUsedAt, waiting, dead },
        })),
      ),
    );
  });
