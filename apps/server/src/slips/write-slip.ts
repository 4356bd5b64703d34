import {
  type ChangeableField,
  changeableFields,
  channels,
  circumstances,
  dossierKinds,
  exemptions,
  fingerNames,
  fingerOfSlot,
  fingers,
  missingFingers,
  signatureField,
  signaturePath,
  type Signer,
} from "@dinhdanh/dossiers";
import {
  facts,
  type Heading,
  keepTogether,
  type Paper,
  paragraph,
  section,
  signatures,
  type SigningPlace,
  widthOf,
  writePaper,
} from "./paper.ts";
import { savedOf, sayAmount, sayDay, sayIn, sayMoment, sayPin } from "./say.ts";
import type { Slip, SlipData } from "./slip-data.ts";

const titles = { collection: "collectionTitle", appointment: "appointmentTitle", refusal: "refusalTitle" } as const satisfies Record<
  Slip,
  string
>;

/** A paper as PDF. The code to scan holds the dossier's id and nothing else. */
export function writeSlip(slip: Slip, data: SlipData): Promise<Buffer> {
  const say = sayIn(data.locale);
  const { dossier, day } = data;
  const heading: Heading = {
    office: say("office", { unit: dossier.unitName }),
    title: say(titles[slip]),
    subtitle: say("on", { day: sayDay(day) }),
    code: dossier.dossierId,
  };
  return writePaper(heading, data.locale, (paper) => writers[slip](paper, data));
}

const writers: Record<Slip, (paper: Paper, data: SlipData) => void> = {
  collection: writeCollection,
  appointment: writeAppointment,
  refusal: writeRefusal,
};

const portraitWidth = 85;
/** 20 × 30 mm would be 57 × 85 points: one and a half times that, so that the citizen sees it well. */
const portraitHeight = 128;

function writeCollection(paper: Paper, data: SlipData): void {
  const say = sayIn(data.locale);
  const { locale, portrait, dossier } = data;
  section(paper, say("citizen"));
  const top = paper.y;
  if (portrait !== null) paper.image(portrait, paper.x + widthOf(paper) - portraitWidth, top, { fit: [portraitWidth, portraitHeight] });
  paper.y = top;
  facts(paper, citizenLines(data), widthOf(paper) - (portrait === null ? 0 : portraitWidth + 16));
  paper.y = Math.max(paper.y, portrait === null ? 0 : top + portraitHeight + 4);
  section(paper, say("dossier"));
  const kind = savedOf(data, "kind");
  facts(paper, [
    [say("kind"), dossierKinds[dossier.kind][locale]],
    [say("circumstance"), kind === undefined ? null : circumstances[kind.circumstance].text[locale]],
    [say("guardian"), kind?.throughGuardian],
    [say("channel"), channels[dossier.channel][locale]],
  ]);
  writeChanges(paper, data);
  writeCaptures(paper, data);
  writeFee(paper, data);
  keepTogether(paper, 160);
  paper.y += 8;
  paragraph(paper, say("declare"));
  const guardian = kind?.throughGuardian;
  signatures(paper, [
    {
      ...{ who: say(guardian === undefined ? "citizenSigns" : "guardianSigns"), how: say("signHow") },
      ...{ name: guardian ?? data.facts.fullName, drawn: drawnBy(data, "citizen") },
    },
    { who: say("officerSigns"), how: say("signHow"), name: data.officers, drawn: drawnBy(data, "officer") },
  ]);
}

function drawnBy({ signatures: given, locale }: SlipData, signer: Signer): SigningPlace["drawn"] {
  const signature = given[signer];
  if (signature === undefined) return undefined;
  const said = sayIn(locale)("signedOnScreen", { at: sayMoment(signature.at) });
  return { path: signaturePath(signature.strokes), field: signatureField, said };
}

function citizenLines(data: SlipData): [string, string | null | undefined][] {
  const say = sayIn(data.locale);
  const { facts: held, residence } = data;
  const { pin, oldIds, birthDate, sex } = held;
  return [
    [say("fullName"), held.fullName],
    [say("pin"), pin === undefined ? null : sayPin(pin)],
    [say("oldIds"), oldIds?.map(sayPin).join(", ")],
    [say("born"), birthDate === undefined ? null : sayDay(birthDate)],
    [say("sex"), say(sex)],
    [say("ethnicity"), held.ethnicity],
    [say("religion"), held.religion],
    [say("origin"), held.origin],
    [say("residence"), residence],
    [say("features"), savedOf(data, "features")?.features],
  ];
}

/** A value of a field as the citizen reads it, who signs for it. */
function sayValue(field: ChangeableField, value: string, say: ReturnType<typeof sayIn>): string {
  if (field === "sex" && (value === "male" || value === "female" || value === "unknown")) return say(value);
  return field === "birthDate" ? sayDay(value) : value;
}

function writeChanges(paper: Paper, data: SlipData): void {
  const say = sayIn(data.locale);
  const changes = savedOf(data, "changes")?.changes ?? [];
  if (changes.length === 0) return;
  section(paper, say("changes"));
  facts(
    paper,
    changes.map(({ field, form, from, to, evidence }) => [
      changeableFields[field][data.locale],
      say("change", { form, from: from === null ? say("nothing") : sayValue(field, from, say), to: sayValue(field, to, say), evidence }),
    ]),
  );
}

function writeCaptures(paper: Paper, data: SlipData): void {
  const say = sayIn(data.locale);
  const { captures } = data.dossier;
  const prints = captures.filter(({ slot }) => fingerOfSlot(slot) !== undefined);
  const hasPortrait = captures.some(({ slot }) => slot === "portrait");
  if (prints.length === 0 && !hasPortrait) return;
  const missing = fingers.flatMap((finger) => {
    const state = prints.find(({ slot }) => slot === `finger-${finger}`)?.missing ?? null;
    return state === null ? [] : [`${fingerNames[finger][data.locale]} (${missingFingers[state][data.locale].toLocaleLowerCase()})`];
  });
  section(paper, say("captures"));
  facts(paper, [
    [say("portrait"), hasPortrait ? say("portraitTaken") : null],
    [say("prints"), say("printsOf", { n: String(prints.filter((print) => print.missing === null).length) })],
    [say("missing"), missing.join(", ")],
  ]);
}

function writeFee(paper: Paper, data: SlipData): void {
  const say = sayIn(data.locale);
  const fee = savedOf(data, "fee");
  if (fee === undefined) return;
  const exemption = fee.exemption === null ? "" : ` (${exemptions[fee.exemption][data.locale].toLocaleLowerCase()})`;
  section(paper, say("fee"));
  facts(paper, [
    [say("fee"), fee.paidVnd === 0 ? `${say("feeFree")}${exemption}` : say("feeAmount", { amount: sayAmount(fee.paidVnd, data.locale) })],
    [say("receipt"), fee.receipt],
  ]);
}

function writeAppointment(paper: Paper, data: SlipData): void {
  const say = sayIn(data.locale);
  const delivery = savedOf(data, "delivery");
  const { dossier, facts: held, locale } = data;
  section(paper, say("citizen"));
  facts(paper, [
    [say("fullName"), held.fullName],
    [say("born"), held.birthDate === undefined ? null : sayDay(held.birthDate)],
    [say("kind"), dossierKinds[dossier.kind][locale]],
  ]);
  section(paper, say("delivery"));
  facts(paper, [
    [say("appointmentOn"), delivery === undefined ? null : sayDay(delivery.appointmentOn)],
    [
      say("delivery"),
      delivery?.way === "post"
        ? say("deliveryPost", { address: delivery.address ?? "" })
        : `${say("deliveryCounter")}: ${dossier.unitName}`,
    ],
    [say("dueOn"), dossier.dueOn === null ? null : sayDay(dossier.dueOn)],
  ]);
  paper.y += 8;
  paragraph(paper, say("bring"));
  paragraph(paper, say("late"));
  signatures(paper, [
    { who: say("citizenSigns"), how: say("signHow"), name: held.fullName },
    { who: say("officerSigns"), how: say("signHow"), name: data.officers },
  ]);
}

function writeRefusal(paper: Paper, data: SlipData): void {
  const say = sayIn(data.locale);
  const { dossier, facts: held, residence } = data;
  section(paper, say("citizen"));
  facts(paper, [
    [say("fullName"), held.fullName],
    [say("pin"), held.pin === undefined ? null : sayPin(held.pin)],
    [say("born"), held.birthDate === undefined ? null : sayDay(held.birthDate)],
    [say("residence"), residence],
  ]);
  paper.y += 8;
  paragraph(paper, say("refused", { unit: dossier.unitName }));
  facts(paper, [[say("reason"), dossier.reason]]);
  paper.y += 4;
  paragraph(paper, say("appeal"));
  signatures(paper, [
    // of who has died, whoever came signs
    {
      how: say("signHow"),
      ...(held.diedOn === undefined ? { who: say("citizenSigns"), name: held.fullName } : { who: say("cameSigns"), name: "" }),
    },
    { who: say("officerSigns"), how: say("signHow"), name: data.officers },
  ]);
}
