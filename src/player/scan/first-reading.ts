/** The first text of several readers, as soon as one has it; null when all have found nothing. */
export function firstReading(readings: readonly Promise<string | null>[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let open = readings.length;
    if (open === 0) resolve(null);
    for (const reading of readings) {
      reading.then((text) => {
        open -= 1;
        if (text !== null || open === 0) resolve(text);
      }, reject);
    }
  });
}
