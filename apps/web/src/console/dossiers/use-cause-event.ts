import type { DossierEvent, EventRequest, Receipt } from "@dinhdanh/dossiers/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { causeEvent } from "../api/dossier-calls.ts";
import { Problem } from "../api/problem.ts";
import { instantNow, madeId } from "../intake/kept-work.ts";

type Wanted = { event: DossierEvent } & Pick<EventRequest, "reason" | "check" | "cause" | "steps" | "versions">;

/** Causes an event from a page. As long as the server has not answered, trying again sends the same act. */
export function useCauseEvent(dossierId: string, onDone: (receipt: Receipt) => void) {
  const client = useQueryClient();
  const unanswered = useRef<{ key: string; actId: string; occurredAt: string }>(undefined);
  return useMutation({
    mutationFn: ({ event, ...rest }: Wanted) => {
      const key = JSON.stringify([dossierId, event, rest]);
      if (unanswered.current?.key !== key) unanswered.current = { key, actId: madeId(), occurredAt: instantNow() };
      const { actId, occurredAt } = unanswered.current;
      return causeEvent(dossierId, event, { actId, occurredAt, ...rest });
    },
    onSuccess: (receipt) => {
      unanswered.current = undefined;
      onDone(receipt);
      void client.invalidateQueries({ queryKey: ["dossiers"] });
      return client.invalidateQueries({ queryKey: ["dossier", dossierId] });
    },
    onError: (error) => {
      if (!(error instanceof Problem) || error.status < 400 || error.status >= 500) return undefined;
      unanswered.current = undefined;
      return client.invalidateQueries({ queryKey: ["dossier", dossierId] });
    },
  });
}
