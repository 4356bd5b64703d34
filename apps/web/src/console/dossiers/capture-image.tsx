import type { CaptureSlot } from "@dinhdanh/dossiers/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { captureQuery } from "../api/dossier-queries.ts";

type Props = { dossierId: string; slot: CaptureSlot; savedAt: string; alt: string };

/** A captured image, fetched with its purpose and not left in a cache. */
export function CaptureImage({ dossierId, slot, savedAt, alt }: Props) {
  const { data } = useQuery(captureQuery(dossierId, slot, savedAt));
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    if (data === undefined || image.current === null) return undefined;
    const address = URL.createObjectURL(data);
    image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [data]);
  return <img ref={image} className="portrait-taken" alt={alt} width={160} height={240} />;
}
