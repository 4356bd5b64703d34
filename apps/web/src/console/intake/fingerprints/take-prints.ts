import { CaptureError, type CaptureClient, type CaptureView, captureFailures, type DeviceView } from "@dinhdanh/capture";
import type { CaptureSlot, Finger, MissingFinger } from "@dinhdanh/dossiers/contract";
import type { Text } from "@dinhdanh/kernel/contract";
import { deviceFinger, deviceReason, fingerOf, type Group, slotOf } from "./positions.ts";

export type TakenPrint = { slot: CaptureSlot; image: Blob; quality: number };

const mediaTypes = { WSQ: "image/x-wsq", PNG: "image/png" } as const;

/** WSQ is what matchers were made for (IAFIS-IC-0110); PNG where the device has no WSQ. */
const formatOf = (device: DeviceView) => (device.fingers?.formats.includes("WSQ") === true ? "WSQ" : "PNG");

function blobOf(data: string, format: keyof typeof mediaTypes): Blob {
  return new Blob([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))], { type: mediaTypes[format] });
}

type Order = { device: DeviceView; position: Group["position"] | Finger; missing: ReadonlyMap<Finger, MissingFinger> };

/** Takes the prints of a position; the fingers of it that are missing are told to the device. @returns prints, or what went wrong */
export async function takePrints(
  client: CaptureClient,
  { device, position, missing }: Order,
  onLook: (view: CaptureView) => void,
): Promise<{ prints: TakenPrint[] } | { failed: Text }> {
  const format = formatOf(device);
  const view = await client.capture(
    {
      kind: "fingers",
      position: typeof position === "number" ? deviceFinger[position] : position,
      format,
      missing: [...missing].map(([finger, reason]) => ({ finger: deviceFinger[finger], reason: deviceReason[reason] })),
    },
    onLook,
  );
  if (view.state !== "done" || view.result?.kind !== "fingers") return { failed: captureFailures[view.failure ?? "device-error"] };
  const prints = view.result.impressions.flatMap(({ finger, image, quality }) => {
    const ours = fingerOf(finger);
    return ours === undefined || image.format === "RAW" ? [] : [{ slot: slotOf(ours), image: blobOf(image.data, image.format), quality }];
  });
  return { prints };
}

/** In words, whatever the device's program answered. */
export const deviceTrouble = (error: unknown): Text => {
  if (error instanceof CaptureError && error.code === "busy") {
    return { vi: "Thiết bị đang bận: đợi lần lấy trước kết thúc", en: "The device is busy: wait until the capture before has ended" };
  }
  return captureFailures["device-error"];
};
