import { readFileSync } from "node:fs";
import { newId, type Outcome, systemActor } from "@dinhdanh/kernel";
import {
  type Allocated,
  allocateNumbers,
  type Assignment,
  assignNumbers,
  listReserved,
  type NumberDeps,
  numbersRequestSchema,
  previewAssignment,
  reserveNumbers,
  reserveRequestSchema,
  returnNumbers,
  returnRequestSchema,
  takeUpList,
  unassignable,
} from "@dinhdanh/population";
import { type Command, InvalidArgumentError, Option } from "commander";
import { checked } from "../checked.ts";
import { count, type JsonOption, print, valueOf } from "../output.ts";
import { presentFile } from "../paths.ts";
import { withRegister } from "../session.ts";
import { printTable } from "../table.ts";

type Bucket = JsonOption & { province: string; sex: string; born: number; count: number; request?: string };

export function pinCommands(program: Command): void {
  const group = program.command("pin").description("identification numbers: give, set apart, take back, assign");
  ofBucket(group.command("allocate").description("give new numbers and print them; they are never given again")).action((options: Bucket) =>
    give(options),
  );
  ofBucket(group.command("reserve").description("set numbers apart for a device that works without a connection"))
    .requiredOption("--device <code>", "the device that may give them")
    .action((options: Bucket & { device: string }) => give(options));
  group
    .command("reserves")
    .description("numbers set apart, latest first")
    .option("--json", "print as JSON")
    .action((options: JsonOption) =>
      withRegister(async (register) => {
        const reserves = await listReserved(register);
        print(reserves, options, () => printTable(reserves));
      }),
    );
  group
    .command("return <reserve>")
    .description("take unused numbers of a reserve back: all that nobody bears, or those of a file")
    .option("--numbers <file>", "numbers to take back, one a line")
    .option("--json", "print as JSON")
    .action(takeBack);
  group
    .command("take-up <file>")
    .description("take up numbers that others have assigned, one a line: they are not given any more")
    .option("--json", "print as JSON")
    .action((path: string, options: JsonOption) =>
      withRegister(async (register) => {
        const taken = valueOf(await takeUpList(register, systemActor, numbersIn(path)));
        print(taken, options, () => console.log(`${count(taken.read)} numbers read, ${count(taken.takenUp)} of them taken up.`));
      }),
    );
  group
    .command("assign")
    .description("give a number to everyone of a unit who has none; without --confirm only shows what would be done")
    .requiredOption("--unit <code>", "statistical code")
    .option("--province <code>", "where the births were registered, e.g. 035 (default: the province of residence)")
    .option("--confirm", "do it")
    .option("--json", "print as JSON")
    .action(assign);
}

const ofBucket = (command: Command) =>
  command
    .requiredOption("--province <code>", "where the birth was registered, e.g. 035 for Hà Nam")
    .addOption(new Option("--sex <sex>", "sex").choices(["male", "female"]).makeOptionMandatory())
    .requiredOption("--born <year>", "year of birth", wholeNumber)
    .requiredOption("--count <n>", "how many", wholeNumber)
    .option("--request <id>", "UUID of the request: the same again prints the same numbers")
    .option("--json", "print as JSON");

function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError("must be a whole number");
  return Number(text);
}

const give = (options: Bucket & { device?: string }) =>
  withRegister(async (register) => {
    const { province, sex, born: birthYear, device } = options;
    const requestId = options.request ?? newId();
    const request = { requestId, province, sex, birthYear, count: options.count };
    const giving: Promise<Outcome<Allocated>> =
      device === undefined
        ? allocateNumbers(register, systemActor, checked(numbersRequestSchema, request))
        : reserveNumbers(register, systemActor, checked(reserveRequestSchema, { ...request, device }));
    const given = valueOf(await giving);
    const told = { requestId, ...(device === undefined ? {} : { device }), ...given };
    print(told, options, () => {
      process.stdout.write(`${given.numbers.join("\n")}\n`);
      console.error(`Numbers given: ${count(given.numbers.length)}, left: ${count(given.free)}. Request ${requestId}`);
    });
  });

function numbersIn(path: string): string[] {
  const lines = readFileSync(presentFile(path), "utf8").split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

const takeBack = (reserveId: string, options: JsonOption & { numbers?: string }) =>
  withRegister(async (register: NumberDeps) => {
    const numbers = options.numbers === undefined ? {} : { numbers: numbersIn(options.numbers) };
    const request = checked(returnRequestSchema, { requestId: newId(), reserveId, ...numbers });
    const counts = valueOf(await returnNumbers(register, systemActor, request));
    print(counts, options, () => {
      console.log(`${count(counts.returned)} returned, ${count(counts.used)} in use, ${count(counts.held)} still held by the device.`);
    });
  });

const assign = (options: JsonOption & { unit: string; province?: string; confirm?: boolean }) =>
  withRegister(async (register) => {
    const request = { unit: options.unit, ...(options.province === undefined ? {} : { province: options.province }) };
    const command = options.confirm === true ? assignNumbers : previewAssignment;
    const done = valueOf(await command(register, systemActor, request));
    print(done, options, () => describeAssignment(done, options.confirm === true));
  });

function describeAssignment(done: Assignment, confirmed: boolean): void {
  console.log(`${count(done.people)} people without a number, ${count(done.assignable)} of whom enough is known.`);
  for (const { reason, people } of done.left) console.log(`  left out: ${unassignable[reason].en}: ${count(people)}`);
  console.log(confirmed ? `${count(done.assigned)} numbers assigned.` : "Nothing was written: repeat with --confirm to assign.");
}
