import type { StyleDocument } from '#domain/qr/model.ts';

/** What a style is made of, in the words of its document. */
export function featuresOf(style: StyleDocument): string {
  const { modules, eyes, paint, logo, frame } = style;
  const size = 'size' in modules ? ` ${modules.size}` : '';
  const inks = paint.kind === 'solid' ? paint.colour : paint.stops.map(({ colour }) => colour).join('>');
  const parts = [
    `modules ${modules.shape}${size}`,
    `eyes ${eyes.frame}/${eyes.pupil}${eyes.frameColour ? ` ${eyes.frameColour}` : ''}${eyes.pupilColour ? `/${eyes.pupilColour}` : ''}`,
    `${paint.kind} ${inks} on ${style.plate}`,
    `level ${style.errorCorrection}`,
    `quiet zone ${style.quietZone}`,
    logo
      ? `logo ${logo.size} ${logo.plate} padding ${logo.padding} shift ${logo.shift.x},${logo.shift.y}`
      : 'no logo',
    `frame ${frame.kind}`,
  ];
  return parts.join(', ');
}
