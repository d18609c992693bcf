import type { Difference } from '@shared/autoAnnotate/differences'
import type { Translate } from '@shared/i18n'
import type { LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'

/** What a model and the labels do not agree on, in words. */
export function differenceText(t: Translate, difference: Difference, labels: readonly Label[]): string {
  const nameOf = (id: LabelId): string => labels.find((label) => label.id === id)?.name ?? '–'
  const object = 'object' in difference ? nameOf(difference.object.labelId) : ''
  const found = 'found' in difference ? nameOf(difference.found.labelId) : ''
  const score = 'found' in difference ? Math.round(difference.found.score * 100) : 0
  const iou = 'iou' in difference ? difference.iou.toFixed(2) : ''
  switch (difference.kind) {
    case 'unlabelled':
      return t('annotate.differences.unlabelled', { found, score })
    case 'not-found':
      return t('annotate.differences.not-found', { object })
    case 'class':
      return t('annotate.differences.class', { object, found, score })
    case 'box':
      return t('annotate.differences.box', { object, iou })
  }
}
