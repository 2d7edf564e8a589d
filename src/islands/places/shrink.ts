/** Long edge that the server keeps of a photo, pixels. */
const LONGEST = 2_560;

/**
 * The photo as small as the server would make it, without what phones write beside the pixels (place, time): quick
 * to send from the street. What the browser cannot decode goes as it is, and the server says what is wrong.
 */
export async function shrink(photo: Blob): Promise<File> {
  const name = photo instanceof File ? photo.name : 'photo.jpg';
  const original = photo instanceof File ? photo : new File([photo], name, { type: photo.type });
  try {
    const bitmap = await createImageBitmap(photo);
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const context = canvas.getContext('2d');
    if (!context) return original;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', 0.92);
    });
    return blob ? new File([blob], name, { type: 'image/jpeg' }) : original;
  } catch {
    return original;
  }
}
