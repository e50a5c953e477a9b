/** A picture as PDF takes it: 8 bits a sample, colours and opacity apart. */
export interface Samples {
  readonly width: number
  readonly height: number
  /** Red, green, blue. */
  readonly colours: Uint8Array
  /** Null when everything is opaque. */
  readonly opacity: Uint8Array | null
}

/** What `IHDR` says, and the other chunks that matter. */
interface Header {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly kind: number
  readonly interlaced: boolean
  readonly palette: Uint8Array
  readonly transparency: Uint8Array
  readonly packed: readonly Uint8Array[]
}

/** A logo needs fewer; a small file that unpacks to gigabytes has more. */
const mostPixels = 1 << 24
/** Samples of a pixel by colour type. */
const channels: Readonly<Record<number, number>> = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
const depths: Readonly<Record<number, readonly number[]>> = {0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]}
/** Adam7: where each pass starts and how far apart its pixels are. */
const passes: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2]
]

// There in Node and in browsers, and known to neither as a part of the language.
interface Inflating {
  getReader(): {read(): Promise<{readonly done: boolean; readonly value?: Uint8Array}>; cancel(): Promise<void>}
}
declare class Blob {
  constructor(parts: readonly Uint8Array[])
  stream(): {pipeThrough(stream: DecompressionStream): Inflating}
}
declare class DecompressionStream {
  constructor(format: 'deflate')
}

/**
 * Read a PNG. pdfkit reads some in a callback whose errors nobody can catch.
 *
 * @param bytes File.
 * @returns Its samples; null when it is damaged, larger than 16 million pixels, or no PNG.
 */
export async function readPng(bytes: Uint8Array): Promise<Samples | null> {
  const header = readHeader(bytes)
  if (header === null) return null
  const {width, height, interlaced} = header
  const wholes = (interlaced ? passes : [[0, 0, 1, 1] as const]).map(([x, y, stepX, stepY]) => ({
    x,
    y,
    stepX,
    stepY,
    width: Math.max(0, Math.ceil((width - x) / stepX)),
    height: Math.max(0, Math.ceil((height - y) / stepY))
  }))
  const bitsPerPixel = header.bits * (channels[header.kind] ?? 1)
  const rowBytes = (pixels: number): number => Math.ceil((pixels * bitsPerPixel) / 8)
  const parts = wholes.filter(part => part.width > 0 && part.height > 0)
  const size = parts.reduce((sum, part) => sum + part.height * (1 + rowBytes(part.width)), 0)
  const raw = await inflate(header.packed, size)
  if (raw === null) return null
  const samples = {width, height, colours: new Uint8Array(width * height * 3), opacity: new Uint8Array(width * height)}
  let at = 0
  for (const part of parts) {
    let above: Uint8Array = new Uint8Array(rowBytes(part.width))
    for (let row = 0; row < part.height; row++) {
      const line = raw.subarray(at + 1, at + 1 + above.length)
      if (!unfilter(raw[at] ?? 0, line, above, Math.max(1, bitsPerPixel >> 3))) return null
      for (let pixel = 0; pixel < part.width; pixel++)
        put(header, line, pixel, samples, (part.y + row * part.stepY) * width + part.x + pixel * part.stepX)
      above = line
      at += 1 + above.length
    }
  }
  return {...samples, opacity: samples.opacity.some(value => value < 255) ? samples.opacity : null}
}

function readHeader(bytes: Uint8Array): Header | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 45 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || view.getUint32(12) !== 0x49484452)
    return null
  const [width, height, bits, kind] = [view.getUint32(16), view.getUint32(20), bytes[24] ?? 0, bytes[25] ?? 0]
  if (width === 0 || height === 0 || width * height > mostPixels || !depths[kind]?.includes(bits)) return null
  if (bytes[26] !== 0 || bytes[27] !== 0 || (bytes[28] ?? 0) > 1) return null
  let palette = new Uint8Array()
  let transparency = new Uint8Array()
  const packed: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    if (length > bytes.length - at - 12) return null
    const data = Uint8Array.from(bytes.subarray(at + 8, at + 8 + length))
    const name = view.getUint32(at + 4)
    if (name === 0x504c5445) palette = data
    else if (name === 0x74524e53) transparency = data
    else if (name === 0x49444154) packed.push(data)
    at += 12 + length
  }
  if (kind === 3 && palette.length < 3) return null
  return {width, height, bits, kind, interlaced: bytes[28] === 1, palette, transparency, packed}
}

/** Null when there are other than so many bytes, or damaged ones. */
async function inflate(packed: readonly Uint8Array[], size: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(size)
  let length = 0
  const reader = new Blob(packed).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const value = part.value ?? new Uint8Array()
      if (length + value.length > size) {
        await reader.cancel()
        return null
      }
      bytes.set(value, length)
      length += value.length
    }
  } catch {
    return null
  }
  return length === size ? bytes : null
}

function unfilter(filter: number, line: Uint8Array, above: Uint8Array, step: number): boolean {
  if (filter > 4) return false
  for (let index = 0; index < line.length; index++) {
    const left = index < step ? 0 : (line[index - step] ?? 0)
    const up = above[index] ?? 0
    const corner = index < step ? 0 : (above[index - step] ?? 0)
    const guess = [0, left, up, (left + up) >> 1, filter === 4 ? nearest(left, up, corner) : 0][filter] ?? 0
    line[index] = (line[index] ?? 0) + guess
  }
  return true
}

/** Paeth's guess. */
function nearest(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
}

function put(
  {bits, kind, palette, transparency}: Header,
  line: Uint8Array,
  pixel: number,
  to: {colours: Uint8Array; opacity: Uint8Array},
  at: number
): void {
  const count = channels[kind] ?? 1
  const sample = (index: number): number => {
    const place = pixel * count + index
    if (bits === 8) return line[place] ?? 0
    if (bits === 16) return line[place * 2] ?? 0
    return ((line[(place * bits) >> 3] ?? 0) >> (8 - bits - ((place * bits) & 7))) & ((1 << bits) - 1)
  }
  /** A sample as `tRNS` writes it. */
  const exact = (index: number): number => {
    const place = (pixel * count + index) * 2
    return bits === 16 ? ((line[place] ?? 0) << 8) | (line[place + 1] ?? 0) : sample(index)
  }
  const whole = bits < 8 ? 255 / ((1 << bits) - 1) : 1
  const clear = (index: number): boolean => (((transparency[index * 2] ?? 0) << 8) | (transparency[index * 2 + 1] ?? 0)) === exact(index)
  const set = (red: number, green: number, blue: number, opacity: number): void => {
    to.colours[at * 3] = red
    to.colours[at * 3 + 1] = green
    to.colours[at * 3 + 2] = blue
    to.opacity[at] = opacity
  }
  if (kind === 3) {
    const index = sample(0)
    set(palette[index * 3] ?? 0, palette[index * 3 + 1] ?? 0, palette[index * 3 + 2] ?? 0, transparency[index] ?? 255)
  } else if (kind === 0 || kind === 4) {
    const grey = sample(0) * whole
    set(grey, grey, grey, kind === 4 ? sample(1) : transparency.length >= 2 && clear(0) ? 0 : 255)
  } else {
    const hidden = kind === 2 && transparency.length >= 6 && clear(0) && clear(1) && clear(2)
    set(sample(0), sample(1), sample(2), kind === 6 ? sample(3) : hidden ? 0 : 255)
  }
}
