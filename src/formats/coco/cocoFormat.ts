import { carriesAll, type DatasetFormat } from '../format'
import { namesInOneFolder } from '../names'
import { cocoReader } from './cocoReader'
import type { Annotation } from '@shared/schema/annotation'
import { bySplit } from '../exportPlan'
import type { PlannedImage, DatasetWriter } from '../writer'
import { isSplit, type ExportRun } from '../exportRun'
import type { SplitName } from '../split'
import { InstancesFile } from './instancesFile'

/** COCO instances. */
export const cocoFormat: DatasetFormat = {
  id: 'coco',
  capabilities: carriesAll,
  reader: cocoReader,
  writer: {
    imageFolder: () => 'images',
    names: namesInOneFolder,
    open: (run, images) => new CocoWriter(run, images)
  }
}

/**
 * Writes COCO instances files: `annotations/instances.json`, or one for each part of a split
 * (`instances_train.json`, …). Copied images lie below `images/`, which is what file names are relative to. Ids of
 * images and classes are the project's own, those of objects count through all files.
 */
class CocoWriter implements DatasetWriter {
  private readonly parts: ReadonlyMap<SplitName, readonly PlannedImage[]>
  private readonly files: string[] = []
  private current: InstancesFile | undefined
  private nextId = 1

  constructor(
    private readonly run: ExportRun,
    images: readonly PlannedImage[]
  ) {
    this.parts = bySplit(images)
  }

  begin(): Promise<void> {
    return Promise.resolve()
  }

  async image({ image, split }: PlannedImage, objects: readonly Annotation[]): Promise<void> {
    if (this.current?.split !== split) await this.next(split)
    this.nextId += (await this.current?.add(image, objects, this.nextId)) ?? 0
  }

  async end(): Promise<readonly string[]> {
    await this.finish()
    if (!this.run.options.copyImages) this.run.notes.add('image-root')
    return this.files
  }

  async close(): Promise<void> {
    await this.current?.close()
  }

  private async next(split: SplitName): Promise<void> {
    await this.finish()
    const name = `annotations/instances${isSplit(this.run.options) ? `_${split}` : ''}.json`
    this.current = await InstancesFile.open(this.run, name, split, this.parts.get(split) ?? [], this.nextId)
    this.files.push(name)
  }

  private async finish(): Promise<void> {
    await this.current?.finish(this.nextId)
    await this.current?.close()
    this.current = undefined
  }
}
