import { type ReactElement, useMemo } from 'react'
import { useApp, useExporting, useJob, useText } from '../../../state/context'
import { toOptions, scopeOf } from '../../../state/exportingForm'
import { Dialog } from '../../common/Dialog'
import { JobPage } from '../JobPage'
import { useJobReport, type AskJob } from '../useJobReport'
import { ExportFormPage } from './ExportFormPage'
import { ExportResultPage } from './ExportResultPage'
import { ProblemsPage } from './ProblemsPage'
import { useExportForm, type ExportFormNow } from './useExportForm'
import { exportOptionsSchema } from '@shared/schema/exporting'

/** Export in pages: what is wanted, what is better put right before, how far it is, what came out. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const { client, notifier, stores } = useApp()
  const now = useExportForm()
  const page = useExporting((state) => state.page)
  const job = useExporting((state) => state.job)
  const state = useJob(job)
  const check = useJobReport('preflight', usePreflight(now, job === null))
  const running = job !== null && state.result === null
  const leave = (): void => {
    stores.exporting.setState({ job: null, page: 'form' })
    onClose()
  }
  const start = async (): Promise<void> => {
    const { form, format, images } = now
    if (form.folder === null || format === null) return
    try {
      const options = toOptions(form, format, images)
      const started = await client.call('export.start', { folder: form.folder.token, options })
      stores.exporting.setState({ job: started.job })
    } catch (error) {
      notifier.error(error)
    }
  }
  const body = (): ReactElement => {
    if (job === null)
      return page === 'form' ? (
        <ExportFormPage now={now} check={check} onStart={start} onCancel={leave} />
      ) : (
        <ProblemsPage check={check} onBack={() => stores.exporting.setState({ page: 'form' })} />
      )
    if (state.result === null)
      return <JobPage of="export" job={job} progress={state.progress} cancel={t('dialogs.export.cancel')} />
    const again = (): void => stores.exporting.setState({ job: null, page: 'form' })
    return <ExportResultPage job={job} result={state.result} onAgain={again} onClose={leave} />
  }
  return (
    <Dialog
      onClose={leave}
      size={job === null ? 820 : 'lg'}
      yOffset="6vh"
      title={job === null && page === 'problems' ? t('dialogs.export.problems') : t('dialogs.export.title')}
      // An export that runs is cancelled by its button, not by a stray click.
      withCloseButton={!running}
      closeOnClickOutside={false}
      closeOnEscape={!running}
      data-testid="export-dialog"
    >
      {body()}
    </Dialog>
  )
}

/** The question for problems; a new one when the form changes in what they depend on. */
function usePreflight({ form, images, format }: ExportFormNow, wanted: boolean): AskJob | null {
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
