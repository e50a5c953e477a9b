import {readPng, type Samples} from './png.ts'

/** A JPEG, which PDF takes as it is. */
export interface Jpeg {
  readonly width: number
  readonly height: number
  /** Name of its colours in PDF. */
  readonly space: string
}

/**
 * Read a picture.
 *
 * @param bytes PNG or JPEG.
 * @returns What it is; null when it is neither, damaged, or larger than 16 million pixels.
 */
export async function readPicture(bytes: Uint8Array): Promise<Jpeg | Samples | null> {
  return readJpeg(bytes) ?? (await readPng(bytes))
}

const spaces: Readonly<Record<number, string>> = {1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK'}

/** Size and colours of a JPEG that has its end; null when it is none, or of a kind PDF cannot show. */
function readJpeg(bytes: Uint8Array): Jpeg | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const word = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  // Cameras and mailers leave bytes behind the end.
  let end = bytes.length - 2
  while (end > 0 && word(end) !== 0xffd9) end--
  for (let at = 2; at < end; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at++
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width, space] = [word(at + 5), word(at + 7), spaces[bytes[at + 9] ?? 0]]
      return marker <= 0xc2 && bytes[at + 4] === 8 && width > 0 && height > 0 && space !== undefined ? {width, height, space} : null
    } else at += 2 + Math.max(2, word(at + 2))
  }
  return null
}
