import { useMemo, useState, type ReactElement } from 'react'
import type { ChosenDataset } from '@shared/ipc/views'
import type { FormatId } from '@shared/schema/formats'
import type { JobId } from '@shared/schema/ids'
import { useApp, useJob, useText } from '../../../state/context'
import { reportIn } from '../../../state/jobReport'
import { Dialog } from '../../common/Dialog'
import { JobPage } from '../JobPage'
import { useJobReport } from '../useJobReport'
import { ChoosePage } from './ChoosePage'
import { ImportFormPage, type ImportChoices } from './ImportFormPage'
import { ImportResultPage } from './ImportResultPage'

/** Import in pages: which dataset, what was found and what becomes of it, how far it is, what came of it. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const { client, notifier, importing } = useApp()
  const [source, setSource] = useState<Source | null>(null)
  const [job, setJob] = useState<JobId | null>(null)
  const { progress, result } = useJob(job)
  const inspection = useJobReport('inspect', useQuestion(job === null ? source : null))
  const inspecting = useJob(inspection.job)
  const running = job !== null && result === null
  const preview = inspection.report

  const start = async (format: FormatId, choices: ImportChoices): Promise<void> => {
    if (source === null) return
    try {
      await importing.settle()
      const started = await client.call('import.start', { token: source.dataset.token, format, ...choices })
      setJob(started.job)
    } catch (error) {
      notifier.error(error)
    }
  }
  const leave = (): void => {
    const report = reportIn(result, 'import')
    if (report !== null && report.objects > 0) {
      const undo = (): void => void importing.undo().catch((error: unknown) => notifier.error(error))
      notifier.done(t('dialogs.import.notice', { count: report.objects }), undo)
    }
    onClose()
  }
  const restart = (): void => {
    setSource(null)
    setJob(null)
  }
  const body = (): ReactElement => {
    if (job !== null)
      return result === null ? (
        <JobPage of="import" job={job} progress={progress} cancel={t('dialogs.import.cancel')} />
      ) : (
        <ImportResultPage job={job} result={result} onAgain={restart} onClose={leave} onLeave={onClose} />
      )
    const choose = (dataset: ChosenDataset): void => setSource({ dataset, format: null })
    if (source === null || inspection.problem !== null)
      return <ChoosePage problem={inspection.problem} onChoose={choose} onCancel={onClose} />
    if (inspection.waiting || preview === null)
      return (
        <JobPage
          of="import"
          job={inspection.job}
          progress={inspecting.progress}
          cancel={t('common.cancel')}
        />
      )
    return (
      <ImportFormPage
        dataset={source.dataset}
        preview={preview}
        onFormat={(format) => setSource({ ...source, format })}
        onStart={(choices) => start(preview.format, choices)}
        onOther={restart}
        onCancel={onClose}
      />
    )
  }
  return (
    <Dialog
      onClose={leave}
      size={preview !== null && job === null && !inspection.waiting ? 780 : 'lg'}
      yOffset="6vh"
      title={t('dialogs.import.title')}
      // An import that runs is cancelled by its button, not by a stray click.
      withCloseButton={!running}
      closeOnClickOutside={false}
      closeOnEscape={!running}
      data-testid="import-dialog"
    >
      {body()}
    </Dialog>
  )
}

/** What is looked at, and as what; null: as what it looks like. */
interface Source {
  readonly dataset: ChosenDataset
  readonly format: FormatId | null
}

function useQuestion(source: Source | null): (() => Promise<{ readonly job: JobId }>) | null {
  const { client } = useApp()
  return useMemo(() => {
    if (source === null) return null
    const { dataset, format } = source
    const input = format === null ? { token: dataset.token } : { token: dataset.token, format }
    return () => client.call('import.inspect', input)
  }, [client, source])
}
