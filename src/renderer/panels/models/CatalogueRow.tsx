import { Badge, Button, Group, Progress } from '@mantine/core'
import type { ReactElement } from 'react'
import { problemText, type Translate } from '@shared/i18n'
import type { CatalogueView, DownloadView } from '@shared/schema/models'
import { useApp, useText } from '../../state/context'
import { IconCheck, IconDownload } from '../common/icons'
import { bytesText, useLocale } from './modelTexts'
import classes from './models.module.css'

/** A model that can be had: where from, how it is checked, and how far its download is. */
export function CatalogueRow({ entry }: { readonly entry: CatalogueView }): ReactElement {
  const t = useText()
  const locale = useLocale()
  const { name, familyName, licence, bytes, download } = entry
  const about = [familyName, t(`models.taskNames.${entry.task}`), licence]
  if (bytes !== null) about.push(bytesText(bytes, locale))
  return (
    <li
      className={classes.card}
      data-testid="catalogue-row"
      data-entry={entry.id}
      data-download={download?.state}
    >
      <Group gap="xs" wrap="nowrap">
        <strong className={classes.name}>{name}</strong>
        <span className={classes.dimmed}>{about.join(' · ')}</span>
        <span className={classes.grow} />
        <Actions entry={entry} />
      </Group>
      <Origin entry={entry} />
      {download !== null && <Download download={download} />}
    </li>
  )
}

/** The address as text: the program opens no pages of its own accord. */
function Origin({ entry }: { readonly entry: CatalogueView }): ReactElement {
  const t = useText()
  return (
    <div className={classes.origin}>
      <span className={classes.address} data-selectable title={t('models.catalogue.address')}>
        {entry.address}
      </span>
      <span>{checkText(t, entry)}</span>
      {entry.sha256 !== null && (
        <span className={classes.address} data-selectable data-testid="catalogue-hash">
          {t('models.catalogue.hash', { hash: entry.sha256 })}
        </span>
      )}
    </div>
  )
}

function checkText(t: Translate, { exportOnly, bytes, published }: CatalogueView): string {
  if (exportOnly) return t('models.catalogue.exportOnly')
  if (bytes === null) return t('models.builtIn')
  return published ? t('models.catalogue.published') : t('models.catalogue.firstOnly')
}

function Actions({ entry }: { readonly entry: CatalogueView }): ReactElement | null {
  const t = useText()
  const { client, models } = useApp()
  const { id, download } = entry
  if (entry.installed !== null) {
    return (
      <Badge
        size="sm"
        variant="light"
        color="green"
        leftSection={<IconCheck size={12} aria-hidden />}
        data-testid="catalogue-installed"
      >
        {t('models.catalogue.installed')}
      </Badge>
    )
  }
  if (entry.exportOnly) return null
  const stop = (keep: boolean): void => void models.take(client.call('models.cancelDownload', { id, keep }))
  const state = download?.state
  const cancel = (
    <Button size="compact-xs" variant="default" onClick={() => stop(false)} data-testid="catalogue-cancel">
      {t('common.cancel')}
    </Button>
  )
  if (state === 'checking') return null
  if (state === 'running') {
    return (
      <>
        <Button size="compact-xs" variant="default" onClick={() => stop(true)} data-testid="catalogue-pause">
          {t('models.catalogue.pause')}
        </Button>
        {cancel}
      </>
    )
  }
  const name = {
    stopped: t('models.catalogue.resume'),
    failed: t('models.catalogue.retry'),
    none: t('models.catalogue.download')
  }[state ?? 'none']
  return (
    <>
      <Button
        size="compact-xs"
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => void models.take(client.call('models.download', { id }))}
        data-testid="catalogue-download"
      >
        {name}
      </Button>
      {download !== null && cancel}
    </>
  )
}

function Download({ download }: { readonly download: DownloadView }): ReactElement {
  const t = useText()
  const locale = useLocale()
  const { state, receivedBytes, totalBytes, problem } = download
  const amounts = { done: bytesText(receivedBytes, locale), total: bytesText(totalBytes, locale) }
  const texts = {
    running: t('models.catalogue.progress', amounts),
    stopped: t('models.catalogue.stopped', amounts),
    checking: t('models.catalogue.checking'),
    failed: problem === null ? '' : problemText(t, problem)
  }
  return (
    <div className={classes.download}>
      {state !== 'failed' && (
        <Progress
          value={totalBytes > 0 ? (100 * receivedBytes) / totalBytes : 0}
          color={state === 'stopped' ? 'gray' : 'blue'}
          animated={state === 'checking'}
          aria-label={texts[state]}
        />
      )}
      <span
        className={state === 'failed' ? classes.bad : undefined}
        role={state === 'failed' ? 'alert' : 'status'}
        data-selectable
        data-testid="catalogue-state"
      >
        {texts[state]}
      </span>
    </div>
  )
}
