import { Button, Group, Select, Text } from '@mantine/core'
import { useState, type ReactElement, useEffect } from 'react'
import type { Translate } from '@shared/i18n'
import type { ImportItem, ImportReport, ItemCount } from '@shared/schema/importing'
import type { JobId } from '@shared/schema/ids'
import { useApp, useText } from '../../../state/context'
import { VirtualList } from '../../common/VirtualList'
import classes from './import.module.css'

/** CSS pixels; also in import.module.css. */
const rowHeight = 44

const kindOf = ({ reason, action }: Pick<ImportItem, 'reason' | 'action'>): string => `${reason} ${action}`

/** What was not taken over as it stands, item by item. */
export function ItemReport(props: { readonly job: JobId; readonly report: ImportReport }): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const { job, report } = props
  const items = useItems(job, report)
  const [kind, setKind] = useState('')
  const [copied, setCopied] = useState(false)
  const total = report.counts.reduce((sum, { count }) => sum + count, 0)
  const shown = kind === '' ? items : items.filter((item) => kindOf(item) === kind)
  const copy = async (): Promise<void> => {
    try {
      await client.call('app.copy', { text: shown.map((item) => itemLine(t, item)).join('\n') })
      setCopied(true)
    } catch (error) {
      notifier.error(error)
    }
  }
  return (
    <section aria-label={t('dialogs.import.items')}>
      <Text fw={600} mb={4}>
        {t('dialogs.import.items')}
      </Text>
      <Group gap="sm" mb={6} wrap="nowrap">
        <Select
          className={classes.grow}
          aria-label={t('dialogs.import.itemsFilter')}
          value={kind}
          onChange={(chosen) => {
            setKind(chosen ?? '')
            setCopied(false)
          }}
          data={[
            { value: '', label: t('dialogs.import.itemsAll', { count: total }) },
            ...report.counts.map((each) => ({ value: kindOf(each), label: countText(t, each) }))
          ]}
          data-testid="import-items-filter"
        />
        <Button variant="default" onClick={() => void copy()} data-testid="import-items-copy">
          {t(copied ? 'dialogs.import.copied' : 'dialogs.import.copy')}
        </Button>
      </Group>
      <div className={classes.items}>
        <VirtualList
          items={shown}
          rowHeight={rowHeight}
          keyOf={(item) => items.indexOf(item)}
          renderRow={(item) => <ItemRow item={item} />}
          label={t('dialogs.import.items')}
          role="list"
          active={-1}
          testId="import-items"
        />
      </div>
      {items.length < total && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('dialogs.import.itemsFirst', { count: items.length, total })}
        </Text>
      )}
    </section>
  )
}

function ItemRow({ item }: { readonly item: ImportItem }): ReactElement {
  const t = useText()
  return (
    <div
      className={classes.item}
      role="listitem"
      title={itemLine(t, item)}
      data-testid="import-item"
      data-reason={item.reason}
    >
      <span className={classes.reason}>
        {t(`dialogs.import.reasons.${item.reason}`)} – {t(`dialogs.import.actions.${item.action}`)}
      </span>
      <span className={classes.place}>{placeOf(item)}</span>
    </div>
  )
}

const placeOf = ({ file, line, image, object, detail }: ImportItem): string =>
  [line === null ? file : `${file}:${line}`, image, object, detail].filter(Boolean).join(' · ')

/** An item as a line of text, its parts apart by tabs. */
function itemLine(t: Translate, item: ImportItem): string {
  const { reason, action, file, line, image, object, detail } = item
  return [
    line === null ? file : `${file}:${line}`,
    image,
    object,
    t(`dialogs.import.reasons.${reason}`),
    detail,
    t(`dialogs.import.actions.${action}`)
  ]
    .map((part) => part ?? '')
    .join('\t')
}

function countText(t: Translate, { reason, action, count }: ItemCount): string {
  const line = t('dialogs.import.countLine', {
    reason: t(`dialogs.import.reasons.${reason}`),
    action: t(`dialogs.import.actions.${action}`)
  })
  return `${line} (${t('common.number', { value: count })})`
}

/** The items of a report: those that came with it, and the others page by page. */
function useItems(job: JobId, { items: first, counts }: ImportReport): readonly ImportItem[] {
  const { client, notifier } = useApp()
  const [items, setItems] = useState(first)
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  useEffect(() => {
    const control = new AbortController()
    const { signal } = control
    const load = async (): Promise<void> => {
      let all = first
      while (all.length < total) {
        const page = await client.call('import.report', { job, offset: all.length })
        if (signal.aborted || page.items.length === 0) return
        all = [...all, ...page.items]
        setItems(all)
      }
    }
    load().catch((error: unknown) => notifier.error(error))
    return () => control.abort()
  }, [client, notifier, job, first, total])
  return items
}
