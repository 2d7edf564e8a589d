/** The camera's picture with the scene on it, as it is on the screen, JPEG. @throws Error when the browser cannot. */
export async function pictureOf(camera: HTMLCanvasElement, stage: HTMLCanvasElement): Promise<Blob> {
  const out = document.createElement('canvas');
  const scale = Math.min(1, 1_920 / Math.max(stage.width, stage.height));
  out.width = Math.round(stage.width * scale);
  out.height = Math.round(stage.height * scale);
  const context = out.getContext('2d');
  if (!context) throw new Error('no canvas');
  const cover = Math.max(out.width / camera.width, out.height / camera.height);
  const [width, height] = [camera.width * cover, camera.height * cover];
  context.drawImage(camera, (out.width - width) / 2, (out.height - height) / 2, width, height);
  context.drawImage(stage, 0, 0, out.width, out.height);
  const blob = await new Promise<Blob | null>((resolve) => out.toBlob(resolve, 'image/jpeg', 0.9));
  if (!blob) throw new Error('no picture');
  return blob;
}

/** Hands a picture to the phone's own sharing, or to its downloads where there is none. */
export async function handOver(picture: Blob, name: string): Promise<void> {
  const file = new File([picture], name, { type: picture.type });
  if (navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file] }).catch((cause: unknown) => {
      // Nobody chose anybody: that is an answer, not a failure.
      if (!(cause instanceof DOMException && cause.name === 'AbortError')) throw cause;
    });
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
