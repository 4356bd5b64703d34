import type { CaptureSlot } from "@dinhdanh/dossiers/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { captureQuery } from "../api/dossier-queries.ts";

type Props = {
  dossierId: string;
  slot: CaptureSlot;
  savedAt: string;
  alt: string;
  className?: string;
  size?: readonly [width: number, height: number];
};

/** A captured image, fetched with its purpose and not left in a cache. */
export function CaptureImage({ dossierId, slot, savedAt, alt, className = "portrait-taken", size: [width, height] = [160, 240] }: Props) {
  const { data } = useQuery(captureQuery(dossierId, slot, savedAt));
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    if (data === undefined || image.current === null) return undefined;
    const address = URL.createObjectURL(data);
    image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [data]);
  return <img ref={image} className={className} alt={alt} width={width} height={height} />;
}
