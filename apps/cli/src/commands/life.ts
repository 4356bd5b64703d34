import { newId } from "@dinhdanh/kernel";
import {
  birthRequestSchema,
  decideCorrection,
  decisionSchema,
  eventRequestSchema,
  eventRow,
  listCorrections,
  personHistory,
  personIdByPin,
  proposalSchema,
  proposeCorrection,
  type Recorded,
  recordBirth,
  recordEvent,
  vitalEventKeys,
} from "@dinhdanh/population";
import type { Register } from "@dinhdanh/server";
import { type Command, InvalidArgumentError, Option } from "commander";
import { actorFor } from "../actor.ts";
import { checked } from "../checked.ts";
import { type JsonOption, print, Refused, valueOf } from "../output.ts";
import { withRegister } from "../session.ts";
import { dayArgument, pinArgument } from "./import.ts";
import { printTable } from "../table.ts";

type By = JsonOption & { officer?: string };

/** `field=value`, repeated. Several values of one field become a list where the field takes one. */
function addFact(text: string, facts: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("must have the form field=value");
  return { ...facts, [text.slice(0, at)]: text.slice(at + 1) };
}

async function personOf({ sql }: Register, pin: string): Promise<string> {
  const personId = await personIdByPin(sql, pin);
  if (personId === null) throw new Refused({ code: "person-not-found", retryable: false });
  return personId;
}

const withOfficer = (command: Command) =>
  command.option("--officer <code>", "on whose behalf (default: the program)").option("--json", "print as JSON");

export function lifeCommands(program: Command): void {
  withOfficer(
    program
      .command("history")
      .argument("<pin>", "identification number, 12 digits", pinArgument)
      .description("a person through time: what held when, and since when it is known; the read is logged"),
  )
    .option("--valid-on <day>", "what held on this day (default: today)", dayArgument)
    .option("--known-on <day>", "as known at the end of this day (default: today)", dayArgument)
    .action(showHistory);
  eventCommands(program);
  correctionCommands(program);
}

function eventCommands(program: Command): void {
  const group = program.command("event").description("vital events: births, deaths, marriages, moves, …");
  group
    .command("kinds")
    .description("every kind of event and the facts that it asks for")
    .option("--json", "print as JSON")
    .action((options: JsonOption) => {
      const kinds = vitalEventKeys.map((event) => {
        const { text, law, facts } = eventRow(event);
        return { event, is: text.en, facts: facts.map(({ name, required }) => (required ? name : `[${name}]`)).join(" "), law };
      });
      print(kinds, options, () => printTable(kinds));
    });
  withOfficer(
    group.command("record").argument("<pin>", "identification number, 12 digits", pinArgument).description("record what befell a person"),
  )
    .addOption(new Option("--event <kind>", "kind, as `event kinds` lists them").choices(vitalEventKeys).makeOptionMandatory())
    .requiredOption("--on <day>", "day from which it holds", dayArgument)
    .requiredOption("--evidence <text>", "papers that prove it")
    .option("--fact <field=value>", "a fact of the event, repeated; members are separated by commas", addFact)
    .option("--act <id>", "UUID of the act: the same again changes nothing")
    .action(record);
  withOfficer(group.command("birth").description("register a newborn and give it a number"))
    .requiredOption("--evidence <text>", "papers that prove it")
    .requiredOption(
      "--fact <field=value>",
      "fullName, birthDate, sex, province, permanentUnit; motherPin, fatherPin, address, householdId, …",
      addFact,
    )
    .option("--person <id>", "UUID of the newborn: the same again changes nothing")
    .action(birth);
}

function correctionCommands(program: Command): void {
  const group = program.command("correction").description("corrections of what the register holds: proposed by one, decided by another");
  withOfficer(group.command("propose").argument("<pin>", "identification number, 12 digits", pinArgument))
    .description("propose to correct a person's data")
    .addOption(
      new Option("--form <form>", "DC01 changed since, DC02 the register is wrong").choices(["DC01", "DC02"]).makeOptionMandatory(),
    )
    .requiredOption("--evidence <text>", "papers that prove it")
    .requiredOption("--set <field=value>", "attribute and its right value, repeated; an empty value takes it away", addFact)
    .option("--since <day>", "day of the change, for DC01", dayArgument)
    .action(propose);
  withOfficer(group.command("list"))
    .description("proposals, oldest first")
    .addOption(new Option("--state <state>").choices(["proposed", "approved", "refused"]))
    .action((options: By & { state?: "proposed" | "approved" | "refused" }) =>
      withRegister(async (register) => {
        const { state } = options;
        const query = state === undefined ? {} : { state };
        const rows = valueOf(await listCorrections(register, await actorFor(register, options.officer), query));
        print(rows, options, () => printTable(rows.map(({ correctionId, form, state: now, proposedBy, changes }) => ({ correctionId, form, now, proposedBy, fields: changes.map(({ field }) => field).join(" ") })))); // prettier-ignore
      }),
    );
  withOfficer(
    group
      .command("decide")
      .argument("<pin>", "identification number, 12 digits", pinArgument)
      .argument("<correction>", "id of the proposal"),
  )
    .description("approve or refuse a proposal of somebody else")
    .addOption(new Option("--decision <decision>").choices(["approve", "refuse"]).makeOptionMandatory())
    .option("--reason <text>", "why it is refused")
    .action(decide);
}

const showHistory = (pin: string, options: By & { validOn?: string; knownOn?: string }) =>
  withRegister(async (register) => {
    const { validOn, knownOn } = options;
    const actor = await actorFor(register, options.officer);
    const view = valueOf(await personHistory(register, actor, await personOf(register, pin), { validOn, knownOn, purpose: "verify" }));
    print(view, options, () => {
      printTable(Object.entries(view.facts ?? {}).map(([fact, value]) => ({ fact, value })));
      printTable(view.entries.map(({ field, value, validFrom, validUntil, recordedFrom, recordedUntil, kind }) => ({ field, value, validFrom, validUntil, recordedFrom, recordedUntil, kind }))); // prettier-ignore
    });
  });

const said = (recorded: Recorded, options: JsonOption) =>
  print(recorded, options, () => {
    console.log(`Recorded: ${recorded.actIds.length} act(s)${recorded.pin === null ? "" : `, number ${recorded.pin}`}.`);
    if (recorded.newCard) console.log("The person holds a valid card that shows what has changed: a new card is due.");
  });

const record = (pin: string, options: By & { event: string; on: string; evidence: string; fact?: Record<string, string>; act?: string }) =>
  withRegister(async (register) => {
    const { members, ...facts } = options.fact ?? {};
    const given = { actId: options.act ?? newId(), event: options.event, on: options.on, evidence: options.evidence };
    const request = checked(eventRequestSchema, {
      ...given,
      facts: { ...facts, ...(members === undefined ? {} : { members: members.split(",") }) },
    });
    said(valueOf(await recordEvent(register, await actorFor(register, options.officer), await personOf(register, pin), request)), options);
  });

const birth = (options: By & { evidence: string; fact: Record<string, string>; person?: string }) =>
  withRegister(async (register) => {
    const request = checked(birthRequestSchema, { personId: options.person ?? newId(), evidence: options.evidence, ...options.fact });
    said(valueOf(await recordBirth(register, await actorFor(register, options.officer), request)), options);
  });

const propose = (pin: string, options: By & { form: string; evidence: string; set: Record<string, string>; since?: string }) =>
  withRegister(async (register) => {
    const actor = await actorFor(register, options.officer);
    const personId = await personOf(register, pin);
    const held = valueOf(await personHistory(register, actor, personId, { purpose: "verify" })).facts ?? {};
    const changes = Object.entries(options.set).map(([field, to]) => ({ field, from: held[field] ?? null, to: to === "" ? null : to }));
    const since = options.since === undefined ? {} : { since: options.since };
    const request = checked(proposalSchema, { correctionId: newId(), form: options.form, evidence: options.evidence, changes, ...since });
    const view = valueOf(await proposeCorrection(register, actor, personId, request));
    print(view, options, () => console.log(`Proposed: ${view.correctionId}${view.newCard ? ". Approving it calls for a new card." : "."}`));
  });

const decide = (pin: string, correctionId: string, options: By & { decision: string; reason?: string }) =>
  withRegister(async (register) => {
    const actor = await actorFor(register, options.officer);
    const { decision, reason } = options;
    const request = checked(decisionSchema, { decision, ...(reason === undefined ? {} : { reason }) });
    const view = valueOf(await decideCorrection(register, actor, { personId: await personOf(register, pin), correctionId, ...request }));
    print(view, options, () => console.log(`${view.state}.${view.state === "approved" && view.newCard ? " A new card is due." : ""}`));
  });
