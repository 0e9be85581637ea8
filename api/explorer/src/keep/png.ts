/** From a vector picture to one of dots, twice as fine as the screen's. */

const SCALE = 2;
/** What browsers take as a canvas: larger pictures are drawn less fine. */
const LONGEST_SIDE = 12_000;
const MOST_DOTS = 80_000_000;

export class NoPicture extends Error {}

export async function toPng(svg: Blob): Promise<Blob> {
  const image = await load(svg);
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(SCALE, LONGEST_SIDE / Math.max(width, height), Math.sqrt(MOST_DOTS / (width * height)));
  const sheet = document.createElement("canvas");
  sheet.width = Math.round(width * scale);
  sheet.height = Math.round(height * scale);
  const context = sheet.getContext("2d");
  if (context === null) throw new NoPicture();
  context.drawImage(image, 0, 0, sheet.width, sheet.height);
  return new Promise((resolve, reject) => {
    sheet.toBlob((blob) => (blob === null ? reject(new NoPicture()) : resolve(blob)), "image/png");
  });
}

function load(svg: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(svg);
  const image = new Image();
  return new Promise<HTMLImageElement>((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = () => reject(new NoPicture());
    image.src = address;
  }).finally(() => URL.revokeObjectURL(address));
}
