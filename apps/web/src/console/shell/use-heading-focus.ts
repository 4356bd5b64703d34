import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** How long the heading of a page may take, ms; afterwards the focus stays on the page as a whole. */
const patienceMs = 5_000;

/**
 * After a change of page the focus moves to its heading, so that a screen reader says where one is and Tab goes on from there. A page that sends the
 * focus elsewhere (a finder, a form) keeps it, and so does one that only changes what its address says of the view.
 */
export function useHeadingFocus(): void {
  const router = useRouter();
  useEffect(() => {
    let stop = () => {};
    let left: Element | null = null;
    const leaving = router.subscribe("onBeforeNavigate", () => void (left = document.activeElement));
    const arriving = router.subscribe("onRendered", ({ pathChanged, fromLocation }) => {
      if (!pathChanged || fromLocation === undefined) return;
      stop();
      stop = focusHeading(left);
    });
    return () => {
      leaving();
      arriving();
      stop();
    };
  }, [router]);
}

/** @param left what had the focus before. @returns what ends the waiting for the heading */
function focusHeading(left: Element | null): () => void {
  const page = document.querySelector<HTMLElement>("#content");
  if (page === null || isTaken(page, left)) return () => {};
  page.focus({ preventScroll: true });
  const look = () => {
    const heading = page.querySelector("h1");
    if (document.activeElement !== page) return end();
    if (heading === null) return;
    end();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  const watch = new MutationObserver(look);
  const timer = setTimeout(() => watch.disconnect(), patienceMs);
  const end = () => {
    watch.disconnect();
    clearTimeout(timer);
  };
  watch.observe(page, { childList: true, subtree: true });
  look();
  return end;
}

/** The page has sent the focus somewhere, or a dialog holds it. */
function isTaken(page: HTMLElement, left: Element | null): boolean {
  const { activeElement } = document;
  const sent = activeElement !== left && activeElement !== page && page.contains(activeElement);
  return sent || document.querySelector('[role="dialog"]') !== null;
}
