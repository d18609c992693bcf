import type { Prompt } from '@shared/schema/prompt'

/** Whether two prompts ask the same. */
export function samePrompt(a: Prompt, b: Prompt): boolean {
  return (
    a.points.length === b.points.length &&
    a.points.every((point, i) => {
      const other = b.points[i]
      return point.x === other?.x && point.y === other.y && point.label === other.label
    }) &&
    (a.box === b.box || (a.box !== null && a.box.every((side, i) => side === b.box?.[i])))
  )
}
