import type { DossierEvent, EventRequest, Receipt } from "@dinhdanh/dossiers/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { causeEvent } from "../api/dossier-calls.ts";
import { Problem } from "../api/problem.ts";
import { instantNow, type Keep, madeId, type PendingAct } from "./kept-work.ts";

export type Caused = Pick<EventRequest, "reason" | "check" | "cause" | "versions">;

/** The server has answered, and it was no: the next attempt is another act. Without an answer the same act is sent again. */
const isAnswered = (error: unknown) => error instanceof Problem && error.status >= 400 && error.status < 500;

/** Causes an event from the wizard. Its id is kept before it is sent, so that a browser that dies in between sends the same act again. */
export function useKeptEvent(dossierId: string, keep: Keep, onDone: (receipt: Receipt) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ event, act, ...rest }: { event: DossierEvent; act: PendingAct | undefined } & Caused) => {
      const pending = act?.event === event ? act : { event, actId: madeId(), occurredAt: instantNow() };
      await keep((before) => (before === null ? null : { ...before, act: pending }));
      return causeEvent(dossierId, event, { actId: pending.actId, occurredAt: pending.occurredAt, ...rest });
    },
    onSuccess: async (receipt) => {
      await keep(() => null);
      await client.invalidateQueries({ queryKey: ["dossier", dossierId] });
      onDone(receipt);
    },
    onError: async (error) => {
      if (!isAnswered(error)) return;
      await keep((before) => {
        if (before === null) return null;
        const { act: _, ...rest } = before;
        return rest;
      });
      await client.invalidateQueries({ queryKey: ["dossier", dossierId] });
    },
  });
}
