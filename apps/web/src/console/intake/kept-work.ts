import type { DossierEvent, NewDossier, StepKey } from "@dinhdanh/dossiers/contract";
import { systemClock } from "@dinhdanh/kernel/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { del, get, set } from "idb-keyval";
import { v7 } from "uuid";

/** An act that was begun and not answered yet: sent again as it is. */
export type PendingAct = { event: DossierEvent; actId: string; occurredAt: string };

/**
 * What must survive a browser that is killed: ids, made and kept before they are sent, and what is typed but not yet saved. In IndexedDB, since
 * `localStorage` reaches the disk only seconds later. One dossier at a time for each officer; gone when it is submitted.
 */
export type KeptWork = {
  dossierId: string;
  personId: string;
  /** of a draft that the server may not know yet */
  opening?: NewDossier;
  typed: Partial<Record<StepKey, unknown>>;
  act?: PendingAct;
};

const keyOf = (officer: string) => `dinhdanh-intake:${officer}`;

/** What is to be written next, by key. A keystroke that comes while the one before is written replaces what waits. */
const waiting = new Map<string, KeptWork | null>();
let writing: Promise<void> = Promise.resolve();

/** Resolves when this, or something newer, is on the disk. */
function write(key: string, work: KeptWork | null): Promise<void> {
  waiting.set(key, work);
  const before = writing;
  const writeLatest = async () => {
    // what could not be written does not hold up what comes after
    await before.catch(() => {});
    const latest = waiting.get(key);
    if (latest === undefined) return;
    waiting.delete(key);
    await (latest === null ? del(key) : set(key, latest));
  };
  writing = writeLatest();
  return writing;
}

export type Keep = (change: (before: KeptWork | null) => KeptWork | null) => Promise<void>;

/** `kept`: null when nothing is; undefined while it is read. `keep` resolves when it is on the disk. */
export function useKeptWork(officer: string): { kept: KeptWork | null | undefined; keep: Keep } {
  const client = useQueryClient();
  const queryKey = ["kept-work", officer];
  const { data } = useQuery({
    queryKey,
    queryFn: async () => (await get<KeptWork>(keyOf(officer))) ?? null,
    staleTime: Infinity,
    gcTime: Infinity,
    networkMode: "always",
  });
  const keep: Keep = async (change) => {
    const after = change(client.getQueryData<KeptWork | null>(queryKey) ?? null);
    client.setQueryData(queryKey, after);
    await write(keyOf(officer), after);
  };
  return { kept: data, keep };
}

/** UUIDv7, made by who originates: the register knows the thing by it from then on. */
export const madeId = (): string => v7();
export const instantNow = (): string => new Date(systemClock.nowMs()).toISOString();
export const dayNow = (): string => systemClock.today();
