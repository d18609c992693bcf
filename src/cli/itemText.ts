import { importDialog } from '@shared/i18n/en/import'
import type { ImportItem, ItemCount } from '@shared/schema/importing'

/** Longer lists are printed by `--json` only. */
const MOST_LINES = 100

const { reasons, actions } = importDialog

/** What was skipped or changed, one line per reason. */
export function itemSummary(counts: readonly ItemCount[]): string[] {
  return counts.map(({ reason, action, count }) => `  ${count} × ${reasons[reason]}: ${actions[action]}`)
}

/** The same item by item: location, reason, and what was done. */
export function itemLines(items: readonly ImportItem[]): string[] {
  const more = items.length - MOST_LINES
  return [
    ...items.slice(0, MOST_LINES).map(itemLine),
    ...(more > 0 ? [`    and ${more} more; use --json to list them`] : [])
  ]
}

function itemLine({ file, line, image, object, reason, detail, action }: ImportItem): string {
  const place = [
    file,
    ...(line === null ? [] : [`line ${line}`]),
    ...(image === null ? [] : [image]),
    ...(object === null ? [] : [`object ${object}`])
  ]
  const found = detail === null ? '' : ` (${detail})`
  return `    ${place.join(', ')}: ${reasons[reason]}${found}: ${actions[action]}`
}
