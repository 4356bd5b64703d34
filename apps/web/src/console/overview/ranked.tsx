import type { Level } from "@dinhdanh/territory/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useView } from "../routing/use-view.ts";

type Props = { unit: string; level: Exclude<Level, "country">; children: ReactNode };

/** Opens the units behind a count. The ranking is of everybody in the borders of the day: a count of others has no list to open. */
export function Ranked({ unit, level, children }: Props) {
  const { asOf, borders, born } = useView();
  if (borders === "today" || born !== undefined) return <>{children}</>;
  return (
    <Link className="figure" to="/xep-hang" search={{ ngay: asOf, cap: level, trong: unit }}>
      {children}
    </Link>
  );
}
