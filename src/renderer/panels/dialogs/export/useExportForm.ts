import { useMemo } from 'react'
import type { FormatDescription } from '@shared/schema/exporting'
import { useExporting, useProject, useSession, useUi } from '../../../state/context'
import { scopeImages, type ExportForm, type ScopeImages } from '../../../state/exportingForm'

/** The form with what it is about. */
export interface ExportFormNow {
  readonly form: ExportForm
  readonly images: ScopeImages
  /** The formats that can be written. */
  readonly formats: readonly FormatDescription[]
  /** The chosen one; null when there is none. */
  readonly format: FormatDescription | null
}

/** The export dialog's form over the images of the moment. */
export function useExportForm(): ExportFormNow {
  const form = useExporting((state) => state.form)
  const all = useExporting((state) => state.formats)
  const rows = useProject((state) => state.images)
  const query = useUi((state) => state.query)
  const marked = useUi((state) => state.marked)
  const current = useSession((state) => state.current)
  const images = useMemo(() => scopeImages(rows, { query, marked }, current), [rows, query, marked, current])
  const formats = useMemo(() => (all ?? []).filter(({ canWrite }) => canWrite), [all])
  const format = formats.find(({ id }) => id === form.format) ?? formats[0] ?? null
  return { form, images, formats, format }
}
