import type { PersonView } from "@dinhdanh/campaign/contract";
import type { NewDossier, StepContent } from "@dinhdanh/dossiers/contract";
import { useMutation } from "@tanstack/react-query";
import { openDossier, saveStep } from "../api/dossier-calls.ts";
import { Problem } from "../api/problem.ts";
import type { SignedIn } from "../api/session.ts";
import type { KindDraft } from "./kind-fields.tsx";
import { instantNow, type Keep, madeId } from "./kept-work.ts";

/** Who collects in a commune does so at its counter; a team collects for the commune that the person belongs to. */
export function newDraft(officer: SignedIn, person: PersonView, kind: KindDraft["kind"]): NewDossier {
  const commune = officer.scope?.length === 5 ? officer.scope : person.facts.permanentUnit;
  return {
    ...{ dossierId: madeId(), personId: person.personId, kind, unit: commune ?? "" },
    ...{ channel: officer.role === "team-leader" ? "mobile" : "counter", team: null, device: null, occurredAt: instantNow() },
  };
}

const kindContent = ({ circumstance, throughGuardian }: KindDraft): StepContent<"kind"> => ({
  circumstance,
  ...(throughGuardian.trim() === "" ? {} : { throughGuardian: throughGuardian.trim() }),
});

type Opening = { opening: NewDossier; kind: KindDraft };

/** Opens the draft on the server and saves its first step. Both may be sent again: the ids were kept before. */
export function useOpenDraft(keep: Keep, onOpened: (dossierId: string) => void) {
  return useMutation({
    mutationFn: async ({ opening, kind }: Opening) => {
      const { dossierId, personId } = opening;
      await keep(() => ({ dossierId, personId, opening, typed: { kind } }));
      await openDossier(opening);
      await saveStep(dossierId, "kind", { version: 0, content: kindContent(kind) }).catch((error: unknown) => {
        // a later version is there already: this is the repeat of an opening whose answer was lost
        if (!(error instanceof Problem && error.code === "version-stale")) throw error;
      });
      await keep(() => ({ dossierId, personId, typed: {} }));
      return dossierId;
    },
    onSuccess: onOpened,
  });
}
