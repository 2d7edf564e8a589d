/**
 * Shows the link to the phone's own viewer where it has one (iPhones and iPads). `code` is the one that was scanned:
 * a size in widths of the print is that of this print. True when it is shown.
 */
export function offerQuickLook(
  link: HTMLAnchorElement | null,
  code: string | null,
  onStarted: () => void,
): boolean {
  if (!link?.relList?.supports?.('ar')) return false;
  if (code && 'perPrint' in link.dataset) link.href = link.href.replace('.usdz', `/${code}.usdz`);
  link.addEventListener('click', onStarted);
  link.hidden = false;
  return true;
}
