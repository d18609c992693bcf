import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import type { FormatDescription } from '@shared/schema/exporting'
import { useApp, useText, useProject } from '../../../state/context'
import { isComplete, type ExportForm } from '../../../state/exportingForm'
import { IconInfoCircle } from '../../common/icons'
import type { JobAnswer } from '../useJobReport'
import { CheckLine } from './CheckLine'
import { FormatOptions } from './FormatOptions'
import { ImageFields } from './ImageFields'
import { SplitFields } from './SplitFields'
import type { ExportFormNow } from './useExportForm'
import classes from './export.module.css'

interface ExportFormPageProps {
  readonly now: ExportFormNow
  readonly check: JobAnswer<'preflight'>
  readonly onStart: () => Promise<void>
  readonly onCancel: () => void
}

/** What is to be written, and where: formats on the left, what applies to the chosen one on the right. */
export function ExportFormPage({ now, check, onStart, onCancel }: ExportFormPageProps): ReactElement {
  const t = useText()
  const { stores } = useApp()
  const { form, images, format, formats } = now
  const change = (fields: Partial<ExportForm>): void => stores.exporting.change(fields)
  const noImages = images.all.length === 0
  const options = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (options.current !== null) options.current.scrollTop = 0
  }, [format])
  return (
    <div className={classes.page}>
      <div className={classes.columns}>
        <Radio.Group
          className={classes.formats}
          label={t('dialogs.export.format')}
          value={format?.id ?? null}
          onChange={(id) => {
            const chosen = formats.find((each) => each.id === id)
            if (chosen) change({ format: chosen.id })
          }}
        >
          {formats.map(({ id }) => (
            <Radio
              key={id}
              className={classes.format}
              value={id}
              label={t(`formats.names.${id}`)}
              data-autofocus={id === format?.id || undefined}
              data-testid={`export-format-${id}`}
            />
          ))}
        </Radio.Group>
        <Stack ref={options} className={classes.options} gap="md">
          {format !== null && <FormatText format={format} />}
          {noImages ? (
            <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} data-testid="export-no-images">
              {t('dialogs.export.noImages')}
            </Alert>
          ) : (
            <>
              <ImageFields form={form} images={images} onChange={change} />
              {format !== null && (
                <FormatOptions form={form} images={images} format={format} onChange={change} />
              )}
              <SplitFields form={form} onChange={change} />
              <ClassOrder />
            </>
          )}
        </Stack>
      </div>
      <Footer now={now} check={check} onStart={onStart} onCancel={onCancel} />
    </div>
  )
}

function FormatText({ format }: { readonly format: FormatDescription }): ReactElement {
  const t = useText()
  const list = format.losses.map((loss) => t(`formats.losses.${loss}`)).join(t('common.listSeparator'))
  return (
    <div data-testid="export-format-text">
      <Text>{t(`formats.texts.${format.id}`)}</Text>
      <Text size="xs" c={list === '' ? 'dimmed' : 'var(--busy)'} mt={2}>
        {list === '' ? t('formats.losesNothing') : t('formats.loses', { list })}
      </Text>
    </div>
  )
}

/** Where to, what was found, and the way on; always in sight. */
function Footer({ now, check, onStart, onCancel }: ExportFormPageProps): ReactElement {
  const t = useText()
  const { client, notifier, stores } = useApp()
  const [starting, setStarting] = useState(false)
  const { folder } = now.form
  const choose = async (): Promise<void> => {
    try {
      const chosen = await client.call('export.chooseFolder')
      if (chosen !== null) stores.exporting.change({ folder: chosen })
    } catch (error) {
      notifier.error(error)
    }
  }
  const start = (): void => {
    setStarting(true)
    void onStart().finally(() => setStarting(false))
  }
  const ready = folder !== null && now.format !== null && isComplete(now.form, now.images)
  return (
    <div className={classes.footer}>
      <CheckLine check={check} onShow={() => stores.exporting.setState({ page: 'problems' })} />
      <Group wrap="nowrap" gap="sm">
        <Button variant="default" onClick={() => void choose()} data-testid="export-choose-folder">
          {t('dialogs.export.chooseFolder')}
        </Button>
        <Text
          className={classes.folder}
          size="xs"
          {...(folder === null && { c: 'dimmed' })}
          title={folder?.location}
          data-testid="export-folder"
        >
          {folder?.location ?? t('dialogs.export.noFolder')}
        </Text>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button disabled={!ready} loading={starting} onClick={start} data-testid="export-start">
          {t('dialogs.export.start')}
        </Button>
      </Group>
    </div>
  )
}

/** The classes in the order in which every format numbers them. */
function ClassOrder(): ReactElement | null {
  const t = useText()
  const labels = useProject((state) => state.project?.labels)
  if (labels === undefined || labels.length === 0) return null
  const pinned = labels.toSorted((a, b) => a.id - b.id)
  return (
    <details className={classes.details} data-testid="export-classes">
      <summary>{t('dialogs.export.classOrder', { count: pinned.length })}</summary>
      <Text size="xs" c="dimmed">
        {t('dialogs.export.classOrderHint')}
      </Text>
      <ul className={classes.classes}>
        {pinned.map(({ id, name }) => (
          <li key={id} title={name}>
            <span className={classes.number}>{id}</span>
            {name}
          </li>
        ))}
      </ul>
    </details>
  )
}
