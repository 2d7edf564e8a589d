import QRCode from 'qrcode';

const QUIET_ZONE = 2;

/** A QR code in half-block characters, dark on light whatever the terminal's colours are. */
export function qrForTerminal(text: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const edge = modules.size + 2 * QUIET_ZONE;
  const dark = (row: number, column: number): boolean => {
    const [y, x] = [row - QUIET_ZONE, column - QUIET_ZONE];
    return y >= 0 && x >= 0 && y < modules.size && x < modules.size && modules.get(y, x) === 1;
  };
  const lines: string[] = [];
  for (let row = 0; row < edge; row += 2) {
    let line = '';
    for (let column = 0; column < edge; column++) {
      const [top, bottom] = [dark(row, column), dark(row + 1, column)];
      line += top ? (bottom ? '█' : '▀') : bottom ? '▄' : ' ';
    }
    lines.push(`  \x1b[30;107m${line}\x1b[0m`);
  }
  return lines.join('\n');
}
