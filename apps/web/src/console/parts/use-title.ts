import { useEffect } from "react";

/** Title of the tab; the text should stand alone: `Hà Nam, 22/4/2023`. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Định Danh" : `${title} · Định Danh`;
  }, [title]);
}
