/** What had the focus, and where it stood, as long as that can be asked. */
export type Held = {
  element: HTMLElement;
  inPage: boolean;
  /** what it stood in, from the inside out, up to the page */
  around: readonly HTMLElement[];
  /** the row of a list or table that it stood in, and the rows that may take its place, the nearest first */
  row: HTMLElement | null;
  rows: readonly HTMLElement[];
};

export function heldBy(element: HTMLElement): Held {
  const around: HTMLElement[] = [];
  for (let above = element.parentElement; above !== null && above !== document.body; above = above.parentElement) {
    around.push(above);
    if (above.id === "content") break;
  }
  const inPage = element.id === "content" || around.at(-1)?.id === "content";
  const row = around.find((each) => each.matches("li, tr")) ?? null;
  const all = [...(row?.parentElement?.children ?? [])].filter((each) => each instanceof HTMLElement);
  const at = row === null ? -1 : all.indexOf(row);
  return { element, inPage, around, row, rows: [...all.slice(at + 1), ...all.slice(0, Math.max(0, at)).toReversed()] };
}

const isShown = (element: HTMLElement): boolean => element.isConnected && element.getClientRects().length > 0;

/** Whether it can have the focus: it is there and not stopped. */
export const mayHold = (element: HTMLElement): boolean => isShown(element) && !element.matches(":disabled");

/** What was pressed is still at work, or what comes in its place is. */
export function isWaiting({ element, around }: Held): boolean {
  if (element.isConnected && element.matches("[data-loading]")) return true;
  return around.find(isShown)?.querySelector("[aria-busy=true], [data-loading], .bars, progress") instanceof Element;
}

const messages = "output:not(.hidden), [role=status], [role=alert]";
const controls = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled";

/**
 * Gives the focus to what comes after something that is gone, the nearest first: what the page has marked as next; the row, which says what has become of
 * it, or the next row where it has left the list; the message of the part that it stood in, or that part's heading; else the heading of the page.
 */
export function focusAfter({ around, row, rows }: Held): void {
  const found = around.filter(isShown).flatMap((place) => successor(place, { row, rows }) ?? [])[0];
  const next = found ?? document.querySelector<HTMLElement>("main h1");
  if (next === null || !isShown(next)) return;
  if (!next.matches(controls)) next.tabIndex = -1;
  next.focus();
}

function successor(place: HTMLElement, { row, rows }: Pick<Held, "row" | "rows">): HTMLElement | undefined {
  const found = (selector: string) => [...place.querySelectorAll<HTMLElement>(selector)].find(isShown);
  const marked = found("[data-next]");
  if (marked !== undefined) return marked;
  if (place === row) return row;
  if (row !== null && !row.isConnected && place === row.parentElement) return rows.filter(isShown).flatMap(controlIn)[0];
  if (place.id === "content") return found("h1") ?? place;
  if (!place.matches("section, article, aside, form, [role=region], [role=tabpanel]")) return undefined;
  return (
    [...place.querySelectorAll<HTMLElement>(messages)].find((each) => isShown(each) && each.innerText.trim() !== "") ?? found("h2, h3")
  );
}

const controlIn = (row: HTMLElement): HTMLElement => row.querySelector<HTMLElement>(controls) ?? row;
