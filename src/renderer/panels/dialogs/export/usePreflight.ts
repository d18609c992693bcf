import { useMemo } from 'react'
import { exportOptionsSchema } from '@shared/schema/export'
import { useApp } from '../../../state/context'
import { scopeOf, toOptions } from '../../../state/exportingForm'
import type { AskJob } from '../useJobReport'
import type { ExportFormNow } from './useExportForm'

/** The question for problems; a new one when the form changes in what they depend on. */
export function usePreflight({ form, images, format }: ExportFormNow, wanted: boolean): AskJob | null {
  const { client } = useApp()
  const empty = images[scopeOf(form, images)].length === 0
  const options =
    !wanted || format === null || empty
      ? null
      : JSON.stringify({
          ...toOptions(form, format, images),
          tolerance: 0,
          split: null,
          imageFiles: 'none'
        })
  return useMemo(
    () =>
      options === null
        ? null
        : () => client.call('export.preflight', { options: exportOptionsSchema.parse(JSON.parse(options)) }),
    [client, options]
  )
}
