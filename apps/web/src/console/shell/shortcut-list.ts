import { useSyncExternalStore } from "react";

/** Whether the list of shortcuts is shown: opened by `?` and from the account menu, which do not know each other. */
let shown = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  shown = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const open = () => set(true);
const close = () => set(false);

export const useShortcutList = () => ({ shown: useSyncExternalStore(subscribe, () => shown), open, close });
