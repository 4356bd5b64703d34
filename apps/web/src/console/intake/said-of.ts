import {
  changeableFields,
  circumstances,
  type DossierView,
  dossierKinds,
  exemptions,
  fingerOfSlot,
  signedWay,
  type Signer,
  signers,
  signingWays,
  type StepKey,
} from "@dinhdanh/dossiers/contract";
import { shown } from "../person/shown-value.ts";
import type { Language } from "../words/language.tsx";
import { savedOf } from "./wizard.ts";

export const signerWords = { citizen: "signerCitizen", officer: "signerOfficer" } as const satisfies Record<Signer, string>;

/** A step in a line. */
export function saidOf(dossier: DossierView, step: StepKey, language: Language): string {
  const { t, say, number, day } = language;
  const line: Record<StepKey, () => string | undefined> = {
    kind: () => {
      const circumstance = savedOf(dossier, "kind")?.circumstance;
      return circumstance === undefined ? undefined : `${say(dossierKinds[dossier.kind])}: ${say(circumstances[circumstance].text)}`;
    },
    changes: () => {
      const changes = savedOf(dossier, "changes")?.changes ?? [];
      return changes.length === 0
        ? t("changesNoneShort")
        : changes
            .map(
              ({ field, form, from, to }) =>
                `${say(changeableFields[field])} (${form}): ${shown(field, from, language)} → ${shown(field, to, language)}`,
            )
            .join("; ");
    },
    features: () => savedOf(dossier, "features")?.features,
    portrait: () => t(savedOf(dossier, "portrait")?.kept === undefined ? "portraitGood" : "portraitKeptShort"),
    fingerprints: () => {
      const prints = dossier.captures.filter(({ slot }) => fingerOfSlot(slot) !== undefined);
      return t("fingersSummary", {
        taken: prints.filter(({ missing }) => missing === null).length,
        missing: prints.filter(({ missing }) => missing !== null).length,
      });
    },
    fee: () => {
      const fee = savedOf(dossier, "fee");
      if (fee === undefined) return undefined;
      const why = fee.exemption === null ? "" : ` (${say(exemptions[fee.exemption])})`;
      return fee.paidVnd === 0 ? `${t("feeFree")}${why}` : t("feePaid", { amount: number(fee.paidVnd) });
    },
    signatures: () => {
      const ways = signers.map((signer) => signedWay(dossier, signer));
      if (ways.includes(undefined)) return t("signaturesStale");
      return signers.map((signer, n) => `${t(signerWords[signer])}: ${say(signingWays[ways[n] ?? "paper"])}`).join("; ");
    },
    delivery: () => {
      const delivery = savedOf(dossier, "delivery");
      if (delivery === undefined) return undefined;
      return t(delivery.way === "post" ? "deliverySaidPost" : "deliverySaidCounter", { day: day(delivery.appointmentOn) });
    },
  };
  return line[step]() ?? "";
}
