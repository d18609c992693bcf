import { Button, Popover, Text, UnstyledButton } from '@mantine/core'
import { useEffect, useState, type ReactElement } from 'react'
import type { Difference } from '@shared/autoAnnotate/differences'
import type { Translate } from '@shared/i18n'
import type { FolderTaskView, ImageDifferences } from '@shared/ipc/views'
import type { ImageId, LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import { useApp, useProject, useText } from '../../state/context'
import { VirtualList } from '../common/VirtualList'
import classes from './annotate.module.css'

/** One entry of the work list. */
interface Entry {
  readonly key: string
  readonly image: ImageId
  readonly difference: Difference
}

/** CSS pixels. */
const rowHeight = 42
const rowsShown = 7

/** The work list of a task that compares a model with the labels; each entry is a way to its object. */
export function Differences({ task }: { readonly task: FolderTaskView }): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const [opened, setOpened] = useState(false)
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const ended = task.state !== 'running'
  useEffect(() => {
    if (!opened) return
    client.call('task.differences').then(
      (found) => setEntries(entriesOf(found)),
      (error: unknown) => notifier.error(error)
    )
  }, [client, notifier, opened, ended])
  return (
    <Popover opened={opened} onChange={setOpened} position="top" withArrow closeOnClickOutside={false}>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => setOpened(!opened)}
          aria-expanded={opened}
          data-testid="task-differences"
        >
          {t('annotate.differences.show')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t('annotate.differences.title')}>
        <Text size="xs" fw={600} mb={4}>
          {t('annotate.differences.title')}
        </Text>
        {entries.length === 0 ? (
          <Text size="xs" c="dimmed">
            {t('annotate.differences.none')}
          </Text>
        ) : (
          <div
            className={classes.list}
            style={{ height: rowHeight * Math.min(rowsShown, entries.length) + 2 }}
          >
            <VirtualList
              items={entries}
              rowHeight={rowHeight}
              keyOf={({ key }) => key}
              renderRow={(entry) => <Row entry={entry} />}
              label={t('annotate.differences.title')}
              role="list"
              active={-1}
              testId="differences"
            />
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function Row({ entry }: { readonly entry: Entry }): ReactElement {
  const t = useText()
  const { session, stores, notifier } = useApp()
  const labels = useProject((state) => state.project?.labels) ?? []
  const byId = useProject((state) => state.byId)
  const { image, difference } = entry
  const jump = async (): Promise<void> => {
    await session.open(image)
    const { editor } = stores.session.getState()
    if (editor?.state.image?.id !== image) return
    editor.select('object' in difference ? [difference.object.id] : [])
    editor.show('object' in difference ? difference.object.box : difference.found.box)
  }
  return (
    <div role="listitem">
      <UnstyledButton
        className={classes.difference}
        onClick={() => void jump().catch((error: unknown) => notifier.error(error))}
        data-testid="difference"
        data-kind={difference.kind}
      >
        {differenceText(t, difference, labels)}
        <span className={classes.path}>{byId.get(image)?.path}</span>
      </UnstyledButton>
    </div>
  )
}

function entriesOf(found: readonly ImageDifferences[]): Entry[] {
  return found.flatMap(({ image, differences }) => {
    return differences.map((difference, i) => ({ key: `${image}.${i}`, image, difference }))
  })
}

function differenceText(t: Translate, difference: Difference, labels: readonly Label[]): string {
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
