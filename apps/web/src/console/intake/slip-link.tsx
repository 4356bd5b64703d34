import { type Slip, slipAddress } from "../api/dossier-calls.ts";
import { Button } from "@mantine/core";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

const labels = { collection: "slipCollection", appointment: "slipAppointment", refusal: "slipRefusal" } as const satisfies Record<
  Slip,
  Word
>;

/** Opens a paper beside the page, to look at and print. */
export function SlipLink({ dossierId, slip, first = false }: { dossierId: string; slip: Slip; first?: boolean }) {
  const { t, locale } = useLanguage();
  return (
    <Button
      component="a"
      variant="default"
      href={slipAddress(dossierId, slip, locale)}
      target="_blank"
      rel="noopener"
      data-first={first ? true : undefined}
    >
      {t(labels[slip])}
    </Button>
  );
}
