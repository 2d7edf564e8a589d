import type { CameraChoice } from '../scan/camera.ts';

/** A rear camera with its usual lens scores higher; labels are the system's own, in its language. */
function score(label: string): number {
  const text = label.toLowerCase();
  if (/front|user|facetime|selfie|vorder|frontal/.test(text)) return -10;
  let points = /back|rear|environment|rück/.test(text) ? 4 : 0;
  if (/ultra|wide angle|weitwinkel|tele|macro|makro|depth|tof|infrared/.test(text)) points -= 3;
  if (/dual|triple|zweifach|dreifach/.test(text)) points -= 1;
  // Android numbers its cameras, and the first rear one has the main lens.
  const number = /camera2? (\d+)/.exec(text)?.[1];
  return number === undefined ? points : points - Number(number) * 0.1;
}

/** The id of the rear camera with the main lens, for a phone that has several; null when labels tell nothing. */
export function mainLens(choices: readonly CameraChoice[]): string | null {
  const rear = choices.filter(({ label }) => score(label) > 0);
  const best = rear.toSorted((one, other) => score(other.label) - score(one.label))[0];
  return best?.id ?? null;
}
