import type { CaptureView } from "@dinhdanh/dossiers/contract";
import { useQueryClient } from "@tanstack/react-query";
import { dossierQuery } from "../api/dossier-queries.ts";
import { useWizard } from "./wizard.ts";

/** Writes what the server has just taken into what the page knows of the dossier, in the place of asking for all of it again. */
export function useNoteCapture() {
  const client = useQueryClient();
  const { dossier } = useWizard();
  return (capture: CaptureView) =>
    client.setQueryData(dossierQuery(dossier.dossierId).queryKey, (before) =>
      before === undefined ? before : { ...before, captures: [...before.captures.filter(({ slot }) => slot !== capture.slot), capture] },
    );
}
