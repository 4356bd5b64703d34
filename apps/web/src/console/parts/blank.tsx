import type { ReactNode } from "react";

/** Nothing to show: says what would be here, and how to get it. */
export function Blank({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="blank">
      <p>{children}</p>
      {action}
    </div>
  );
}
