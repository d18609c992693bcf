import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import path from 'node:path'
import { createCanvas } from '@napi-rs/canvas'

const WIDTH = 640
const HEIGHT = 480
const CLASSES = 80
const CORNERS = 24
/** With so many corners a million objects are more than 2 GiB. */
export const MANY_CORNERS = 160
export const OBJECTS_AN_IMAGE = 50

const imageName = (index) => `${String(index).padStart(6, '0')}.png`

/** A folder of as many images as so many objects need. */
export async function writePlainImages(folder, objects) {
  await mkdir(folder, { recursive: true })
  const first = path.join(folder, imageName(0))
  await writeFile(first, createCanvas(WIDTH, HEIGHT).toBuffer('image/png'))
  for (let i = 1; i * OBJECTS_AN_IMAGE < objects; i++) await copyFile(first, path.join(folder, imageName(i)))
}

/** A COCO file of so many ellipses, 50 on an image. */
export async function writeCoco(file, objects, corners = CORNERS) {
  const stream = createWriteStream(file)
  const images = Array.from({ length: Math.ceil(objects / OBJECTS_AN_IMAGE) }, (_, i) => ({
    id: i + 1,
    file_name: imageName(i),
    width: WIDTH,
    height: HEIGHT
  }))
  const categories = Array.from({ length: CLASSES }, (_, i) => ({ id: i + 1, name: `class ${i + 1}` }))
  stream.write(
    `{"images":${JSON.stringify(images)},"categories":${JSON.stringify(categories)},"annotations":[`
  )
  for (let i = 0; i < objects; i++) {
    const line = `${i > 0 ? ',\n' : ''}${JSON.stringify(ellipse(i, corners))}`
    if (!stream.write(line)) await once(stream, 'drain')
  }
  stream.end(']}')
  await once(stream, 'finish')
}

function ellipse(i, corners) {
  const [x, y, width] = [40 + ((i * 37) % 560), 40 + ((i * 53) % 400), 8 + (i % 30)]
  const height = width * 0.8
  const points = Array.from({ length: corners }, (_, k) => {
    const angle = (2 * Math.PI * k) / corners
    return [x + width * Math.cos(angle), y + height * Math.sin(angle)].map((value) =>
      Number(value.toFixed(2))
    )
  })
  return {
    id: i + 1,
    image_id: 1 + Math.floor(i / OBJECTS_AN_IMAGE),
    category_id: 1 + (i % CLASSES),
    segmentation: [points.flat()],
    bbox: [x - width, y - height, 2 * width, 2 * height],
    area: Math.round(Math.PI * width * height),
    iscrowd: 0
  }
}
