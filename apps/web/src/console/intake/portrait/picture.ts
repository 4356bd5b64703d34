import type { RgbaImage } from "@dinhdanh/portrait";

/** Widest side in pixels that is looked at: more costs time and shows the detector nothing new. */
const widest = 1280;

/** What the camera shows now; undefined before its first frame. */
export function frameOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): RgbaImage | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const scale = Math.min(1, widest / videoWidth);
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** A JPEG with nothing in it but the picture: whatever the file carried stays behind. */
export function jpegOf({ width, height, data }: RgbaImage): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob === null ? fail(new Error("the picture could not be encoded")) : done(blob)), "image/jpeg", 0.92),
  );
}
