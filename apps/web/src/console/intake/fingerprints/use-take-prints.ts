import type { Finger, MissingFinger } from "@dinhdanh/dossiers/contract";
import type { Text } from "@dinhdanh/kernel/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { saveImage, saveMissingFinger } from "../../api/dossier-calls.ts";
import { useNoteCapture } from "../use-note-capture.ts";
import { useWizard } from "../wizard.ts";
import type { useDevice } from "./pairing.ts";
import { type Group, slotOf } from "./positions.ts";
import { deviceTrouble, takePrints } from "./take-prints.ts";

type Order = { position: Group["position"] | Finger; missing: ReadonlyMap<Finger, MissingFinger> };

/** Takes prints and sends each to the server as it comes. What the device says stands in `said`, what the server refuses in `error`. */
export function useTakePrints({ client, view }: ReturnType<typeof useDevice>) {
  const { dossier } = useWizard();
  const note = useNoteCapture();
  const [said, setSaid] = useState<Text>();
  const take = useMutation({
    networkMode: "always",
    mutationFn: async (order: Order) => {
      if (client === null || view === undefined) return;
      const taken = await takePrints(client, { device: view, ...order }, () => {}).catch((error: unknown) => ({
        failed: deviceTrouble(error),
      }));
      setSaid("failed" in taken ? taken.failed : undefined);
      if ("failed" in taken) return;
      for (const { slot, image, quality } of taken.prints) {
        const saved = await saveImage(dossier.dossierId, slot, image, quality);
        note({ ...saved, mediaType: image.type, bytes: image.size, quality, missing: null });
      }
    },
  });
  const mark = useMutation({
    mutationFn: async ({ finger, missing }: { finger: Finger; missing: MissingFinger }) => {
      const saved = await saveMissingFinger(dossier.dossierId, slotOf(finger), missing);
      note({ ...saved, mediaType: null, bytes: 0, quality: null, missing });
    },
  });
  return {
    busy: take.isPending || mark.isPending,
    said,
    error: take.error ?? mark.error,
    start: (position: Order["position"], missing: Order["missing"]) => take.mutate({ position, missing }),
    noteMissing: (finger: Finger, missing: MissingFinger) => mark.mutate({ finger, missing }),
  };
}
