import { z } from 'zod'
import { comparePaths } from '@shared/order/naturalOrder'
import {
  cocoAnnotationSchema,
  cocoCategorySchema,
  cocoImageSchema,
  type CocoCategory
} from '../../formats/coco/coco'
import type { CocoPart } from '../cocoInstances'
import { UsageError } from '../exits'

/** A conflict between two shards. */
export interface MergeConflict {
  readonly shard: string
  /** The file or image. */
  readonly name: string
  readonly reason: string
}

/** The instances file of a shard, image by image. */
export interface ShardInstances {
  readonly shard: string
  readonly description: string
  readonly categories: readonly CocoCategory[]
  readonly parts: readonly CocoPart[]
}

/** All shards merged, with images sorted by path. */
export interface MergedInstances {
  readonly description: string
  readonly categories: readonly CocoCategory[]
  readonly parts: readonly CocoPart[]
  readonly conflicts: readonly MergeConflict[]
}

const instancesSchema = z.object({
  info: z.object({ description: z.string().default('') }).loose(),
  categories: z.array(cocoCategorySchema),
  images: z.array(cocoImageSchema),
  annotations: z.array(cocoAnnotationSchema.loose())
})

/** Parses the instances file of a shard. @throws UsageError naming the shard */
export function parseShardInstances(shard: string, text: string): ShardInstances {
  let instances: z.infer<typeof instancesSchema>
  try {
    instances = instancesSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new UsageError(`${shard}: annotations.json is not a COCO instances file: ${String(error)}`)
  }
  const { images } = instances
  const annotations = new Map(images.map(({ id }): [number, CocoPart['annotations'][number][]] => [id, []]))
  for (const { id, image_id, ...annotation } of instances.annotations) {
    const own = annotations.get(image_id)
    if (!own) throw new UsageError(`${shard}: annotation ${id} refers to an unknown image`)
    own.push(annotation)
  }
  const parts = images.map(({ id, ...image }): CocoPart => {
    return { image, annotations: annotations.get(id) ?? [] }
  })
  return { shard, description: instances.info.description, categories: instances.categories, parts }
}

/**
 * Merges shards. An image in two shards is taken from the first, and reported as a conflict unless both agree.
 * @throws UsageError if a category id has another name in another shard, or a name another id
 */
export function mergeInstances(shards: readonly ShardInstances[]): MergedInstances {
  const conflicts: MergeConflict[] = []
  const owners = new Map<string, { readonly shard: string; readonly part: CocoPart }>()
  for (const { shard, parts } of shards) {
    for (const part of parts) {
      const name = part.image.file_name
      const owner = owners.get(name)
      if (!owner) owners.set(name, { shard, part })
      else if (JSON.stringify(owner.part) !== JSON.stringify(part)) {
        conflicts.push({ shard, name, reason: `differs from ${owner.shard}; kept the latter` })
      }
    }
  }
  const parts = [...owners.values()].map(({ part }) => part)
  parts.sort((a, b) => comparePaths(a.image.file_name, b.image.file_name))
  return { description: shards[0]?.description ?? '', categories: mergeCategories(shards), parts, conflicts }
}

function mergeCategories(shards: readonly ShardInstances[]): CocoCategory[] {
  const names = new Map<number, string>()
  const ids = new Map<string, number>()
  for (const { shard, categories } of shards) {
    for (const { id, name } of categories) {
      if ((names.get(id) ?? name) !== name || (ids.get(name) ?? id) !== id) {
        const other = names.get(id) ?? `id ${ids.get(name) ?? id}`
        throw new UsageError(`${shard}: category ${id} is "${name}", but ${other} in another shard`)
      }
      names.set(id, name)
      ids.set(name, id)
    }
  }
  return [...names].sort(([a], [b]) => a - b).map(([id, name]) => ({ id, name }))
}
