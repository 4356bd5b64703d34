import type { ReactNode } from "react";
import { Bars } from "./skeleton.tsx";

type Props = { /** of the page, where nothing else can be said */ name: string; failed: boolean; children: ReactNode };

/** What the page found, in one line; its outline while that comes, and the page's name when it does not come. */
export function PageHeading({ name, failed, children }: Props) {
  if (children !== undefined) return <h1>{children}</h1>;
  return failed ? <h1>{name}</h1> : <Bars rows={1} height={36} />;
}
