import { systemActor } from "@dinhdanh/kernel";
import { addOfficer, disableOfficer, listOfficers, newOfficerSchema, officerRoles, resetPassword } from "@dinhdanh/staff";
import { type Command, Option } from "commander";
import { type JsonOption, print, Refused, valueOf } from "../output.ts";
import { askPassword } from "../password.ts";
import { withRegister } from "../session.ts";
import { printTable } from "../table.ts";

type AddOptions = JsonOption & { code: string; name: string; role: string; scope?: string };

export function staffCommands(program: Command): void {
  const group = program.command("staff").description("officers: who may sign in, as what, for which unit");
  group
    .command("add")
    .description("add an officer; asks for the password, or reads it from standard input")
    .requiredOption("--code <code>", "what the officer signs in with")
    .requiredOption("--name <name>", "name as shown")
    .addOption(new Option("--role <role>", "what the officer may do").choices([...officerRoles]).makeOptionMandatory())
    .option("--scope <unit>", "code of the unit whose people the officer may see (default: the whole country)")
    .option("--json", "print as JSON")
    .action(add);
  group
    .command("list")
    .option("--json", "print as JSON")
    .action((options: JsonOption) =>
      withRegister(async (register) => {
        const officers = await listOfficers(register.sql);
        print(officers, options, () =>
          printTable(officers.map(({ code, role, scopeName, disabledAt }) => ({ code, role, scopeName, disabledAt }))),
        );
      }),
    );
  group
    .command("disable <code>")
    .description("end an officer's access at once")
    .action((code: string) =>
      withRegister(async (register) => {
        valueOf(await disableOfficer(register, systemActor, code));
        console.log(`${code} can no longer sign in.`);
      }),
    );
  group
    .command("password <code>")
    .description("set a new password; ends the officer's sessions")
    .action((code: string) =>
      withRegister(async (register) => {
        valueOf(await resetPassword(register, systemActor, code, await askPassword("New password: ")));
        console.log("The password is changed.");
      }),
    );
}

const add = (options: AddOptions) =>
  withRegister(async (register) => {
    const given = { code: options.code, name: options.name, role: options.role, scope: options.scope ?? null };
    const parsed = newOfficerSchema.safeParse({ ...given, password: await askPassword("Password (at least 12 characters): ") });
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new Refused({
        code: "malformed",
        retryable: false,
        details: { field: issue?.path.join(".") ?? "", reason: issue?.message ?? "" },
      });
    }
    const officer = valueOf(await addOfficer(register, systemActor, parsed.data));
    print(officer, options, () => console.log(`${officer.code} may sign in as ${officer.role} for ${officer.scopeName}.`));
  });
