/** sharp without the decoders that nothing we take needs. */
export async function openSharp() {
  const { default: sharp } = await import('sharp');
  sharp.block({
    operation: ['VipsForeignLoadHeif', 'VipsForeignLoadTiff', 'VipsForeignLoadSvg', 'VipsForeignLoadPdf'],
  });
  return sharp;
}
