import { copyFile, link, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { inRoot } from '../lib/paths.mjs'
import { sampleNames } from '../setup/samples.mjs'

const sample = (name) => inRoot('resources/samples', `${name}.jpg`)

/**
 * Kinds of pictures: the samples as they are, and larger ones made of them.
 * @type {Record<string, { label: string, make: (index: number) => Promise<Buffer> }>}
 */
export const kinds = {
  small: {
    label: '1024 px',
    make: (index) => readFile(sample(sampleNames[index % sampleNames.length]))
  },
  typical: { label: '1800×1200', make: (index) => tiled(index, 1800, 1200, 1) },
  large: { label: '12 megapixels', make: (index) => tiled(index, 4000, 3000, 2) }
}

/** A picture of the size given, covered with samples that are enlarged `scale` times. */
async function tiled(index, width, height, scale) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const images = await Promise.all(sampleNames.map((name) => loadImage(sample(name))))
  const side = 900 * scale
  let next = index
  for (let y = 0; y < height; y += side)
    for (let x = 0; x < width; x += side)
      context.drawImage(images[next++ % images.length], x, y, side * 1.14, side)
  return canvas.encode('jpeg', 90)
}

/** The same JPEG with other bytes: a comment right after its first marker, so that no cache knows the file. */
function renamed(jpeg, text) {
  const comment = Buffer.from(text)
  const header = Buffer.from([0xff, 0xfe, 0, 0])
  header.writeUInt16BE(comment.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), header, comment, jpeg.subarray(2)])
}

/**
 * Writes pictures of which no two have the same bytes.
 * @param {string} folder
 * @param {Record<string, number>} counts how many of each kind
 * @returns {Promise<Record<string, string[]>>} the file names of each kind, as the list sorts them
 */
export async function writePictures(folder, counts) {
  await mkdir(folder, { recursive: true })
  const names = {}
  for (const [kind, count] of Object.entries(counts)) {
    // More than four differ in their comments alone.
    const made = await Promise.all(sampleNames.slice(0, count).map((_, index) => kinds[kind].make(index)))
    names[kind] = Array.from({ length: count }, (_, index) => `${kind}-${String(index).padStart(3, '0')}.jpg`)
    for (const [index, name] of names[kind].entries())
      await writeFile(path.join(folder, name), renamed(made[index % made.length], `bench ${kind} ${index}`))
  }
  return names
}

/** Writes pictures of 320 × 240 pixels: parts of the samples, no two the same. */
export async function writeSmallPictures(folder, count) {
  await mkdir(folder, { recursive: true })
  const canvas = createCanvas(320, 240)
  const context = canvas.getContext('2d')
  const images = await Promise.all(sampleNames.map((name) => loadImage(sample(name))))
  for (let i = 0; i < count; i++) {
    context.drawImage(images[i % images.length], -(i % 80), -(i % 59), 400, 300)
    const name = `small-${String(i).padStart(4, '0')}.jpg`
    await writeFile(path.join(folder, name), await canvas.encode('jpeg', 90))
  }
}

/** Fills subfolders with as many images as asked for: links to one file where that can be had, else copies. */
export async function writeManyImages(folder, count, perFolder = 500) {
  const source = sample('march-pastoral')
  let original
  for (let from = 0; from < count; from += perFolder) {
    const part = path.join(folder, `part-${String(from / perFolder).padStart(3, '0')}`)
    await mkdir(part, { recursive: true })
    const names = Array.from({ length: Math.min(perFolder, count - from) }, (_, i) => `image-${from + i}.jpg`)
    // A file system limits the links to one file, so each folder has a copy of its own.
    original = path.join(part, names[0])
    await copyFile(source, original)
    for (const name of names.slice(1)) {
      const target = path.join(part, name)
      await link(original, target).catch(() => copyFile(source, target))
    }
  }
}
