import { mkdir, truncate, writeFile, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hostileImages } from '../../src/imaging/testing/hostileImages'
import { maskwright, pasture, temporaryFolder } from './run'

/** A YOLO dataset whose images are hostile, but for two; gives the names of the hostile ones. */
async function hostileDataset(folder: string): Promise<string[]> {
  const [images, labels] = [join(folder, 'images'), join(folder, 'labels')]
  await mkdir(images, { recursive: true })
  await mkdir(labels)
  await writeFile(join(folder, 'data.yaml'), 'path: .\ntrain: images\nnames: [sheep]\n')
  const line = '0 0.1 0.1 0.4 0.1 0.4 0.4 0.1 0.4\n'
  const hostile = hostileImages()
  for (const { name, bytes, sparseBytes } of hostile) {
    await writeFile(join(images, name), bytes)
    if (sparseBytes !== undefined) await truncate(join(images, name), sparseBytes)
  }
  for (const name of ['a good.jpg', 'z good.jpg']) await copyFile(pasture, join(images, name))
  for (const name of [...hostile.map((each) => each.name), 'a good.jpg', 'z good.jpg'])
    await writeFile(join(labels, name.replace(/\.[^.]+$/, '.txt')), line)
  return hostile.map(({ name }) => name)
}

describe('a folder with hostile images', () => {
  it('is checked and converted to its end, and what cannot be read is named', async () => {
    const folder = await temporaryFolder()
    const names = await hostileDataset(folder)
    const checked = await maskwright('check', folder, '--format', 'yolo-seg', '--json')
    const report = JSON.parse(checked.out[0] ?? '') as { images: number; items: { image: string | null }[] }
    expect(report.images).toBeGreaterThanOrEqual(2)
    const exif = names.filter((name) => name.startsWith('exif-') || name.startsWith('meta-'))
    const named = JSON.stringify(report.items)
    for (const name of exif) expect(named).toContain(name)
    const target = ['--to', 'coco', '--out', await temporaryFolder()]
    const converted = await maskwright('convert', folder, '--from', 'yolo-seg', ...target, '--json')
    expect(converted.errors).toBe('')
    expect(JSON.parse(converted.out[0] ?? '')).toMatchObject({ images: report.images })
  })

  it('gives outlines of the good ones, and the reason for each of the others', async () => {
    const folder = await temporaryFolder()
    const names = await hostileDataset(folder)
    const paths = ['a good.jpg', ...names, 'z good.jpg'].map((name) => join(folder, 'images', name))
    const { code, out, errors } = await maskwright('predict', ...paths, '--point', '20,10', '--json')
    expect(code).toBe(1)
    expect(out.map((line) => (JSON.parse(line) as { image: string }).image)).toEqual([paths[0], paths.at(-1)])
    for (const name of names) expect(errors).toContain(`${name}: `)
  })
})
