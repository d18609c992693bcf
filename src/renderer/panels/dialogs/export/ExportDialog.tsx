import { useState, type ReactElement } from 'react'
import type { JobId } from '@shared/schema/ids'
import { useApp, useJobs, useText } from '../../../state/context'
import { ExportFormPage } from './ExportFormPage'
import { ExportProgressPage } from './ExportProgressPage'
import { ExportResultPage } from './ExportResultPage'
import { initialForm, toOptions, type ExportForm } from './exportForm'
import { Dialog } from '../../common/Dialog'

/** Export in three pages: what is wanted, how far it is, what came out. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const [form, setForm] = useState<ExportForm>(initialForm)
  const [job, setJob] = useState<JobId | null>(null)
  const jobs = useJobs()
  const state = job === null ? undefined : jobs.get(job)
  const result = state?.result ?? null
  const running = job !== null && result === null

  const start = async (): Promise<void> => {
    if (form.folder === null) return
    try {
      const started = await client.call('export.start', {
        folder: form.folder.token,
        options: toOptions(form)
      })
      setJob(started.job)
    } catch (error) {
      notifier.error(error)
    }
  }
  const page = (): ReactElement => {
    if (job === null)
      return <ExportFormPage form={form} onChange={setForm} onStart={start} onCancel={onClose} />
    if (result === null) return <ExportProgressPage job={job} progress={state?.progress ?? null} />
    return <ExportResultPage job={job} result={result} onAgain={() => setJob(null)} onClose={onClose} />
  }
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={t('dialogs.export.title')}
      // An export that runs is cancelled by its button, not by a stray click.
      withCloseButton={!running}
      closeOnClickOutside={false}
      closeOnEscape={!running}
      data-testid="export-dialog"
    >
      {page()}
    </Dialog>
  )
}
