import { focusAfter, type Held, heldBy, isWaiting, mayHold } from "./focus-after.ts";

/** Lets a page that moves the focus itself, or a dialog that gives it back, do so first, ms. */
const settleMs = 60;

/**
 * The focus never falls to nowhere. Most decisions take away the button that was pressed, or stop it while they are on their way; a browser then drops the
 * focus, and Tab begins again at the top of the page. Here it goes back to the button that works again, else to what {@link focusAfter} finds: what the
 * officer does next. A page marks that with `data-next` where the place alone does not say it. Who leaves a field on purpose leaves it.
 */
export function keepFocus(): void {
  /** what had the focus last, and last in the page itself: a dialog leaves its opener */
  let last: Held | null = null;
  let lastInPage: Held | null = null;
  /** where the pointer went down, or that Escape was pressed, since something got the focus: how one leaves on purpose */
  let pressed: Node | null = null;
  let escaped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (last === null || (document.activeElement !== document.body && document.activeElement !== null)) return;
    const lost = last.inPage || lastInPage === null ? last : lastInPage;
    if (isWaiting(lost)) return;
    if (mayHold(lost.element)) lost.element.focus();
    else focusAfter(lost);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, settleMs);
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === document.body) return;
    [pressed, escaped] = [null, false];
    last = heldBy(target);
    if (last.inPage) lastInPage = last;
  };
  const onBlur = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null) return;
    const onPurpose = escaped || (pressed !== null && target instanceof Node && !target.contains(pressed));
    // what was taken away was not left, and what was stopped while an answer was on its way may hold the focus again by now
    if (last?.element === target && onPurpose && mayHold(last.element)) last = null;
    soon();
  };
  const watch = new MutationObserver(soon);
  watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled", "aria-busy", "data-loading"] });
  document.addEventListener("pointerdown", ({ target }) => (pressed = target instanceof Node ? target : null), { capture: true });
  document.addEventListener("keydown", ({ key }) => ([pressed, escaped] = [null, key === "Escape"]), { capture: true });
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", onBlur);
}
