/** Keys typed into a field belong to the field. */
const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** A single key that may act as a shortcut here, else `undefined`. */
export function plainKey(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || inField(event.target)) return undefined;
  // behind a dialog the page keeps still
  return document.querySelector('[role="dialog"]') === null ? event.key : undefined;
}
