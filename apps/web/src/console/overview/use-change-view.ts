import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { UnitSearch } from "../routing/url-state.ts";

/** Changes what the page shows without leaving it, moving it, or filling the history with days. */
export function useChangeView(): (change: Partial<UnitSearch>) => void {
  const navigate = useNavigate({ from: "/don-vi/$code" });
  return useCallback(
    (change) => void navigate({ to: ".", search: (previous) => ({ ...previous, ...change }), replace: true, resetScroll: false }),
    [navigate],
  );
}
