import { Button, Popover, Text, UnstyledButton } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useApp, useDifferences, useProject, useText } from '../../state/context'
import type { DifferenceEntry } from '../../state/differences/differencesStore'
import { VirtualList } from '../common/VirtualList'
import { differenceText } from './differenceText'
import classes from './annotate.module.css'

/** CSS pixels. */
const rowHeight = 42
const rowsShown = 7

/** The work list of a task that compares a model with the labels; each entry is a way to its object. */
export function Differences(): ReactElement {
  const t = useText()
  const [opened, setOpened] = useState(false)
  const entries = useDifferences((state) => state.entries)
  const current = useDifferences((state) => state.current)
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
          {t('annotate.differences.show', { count: entries.length })}
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
              active={entries.findIndex(({ key }) => key === current?.key)}
              testId="differences"
            />
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function Row({ entry }: { readonly entry: DifferenceEntry }): ReactElement {
  const t = useText()
  const { differences, notifier } = useApp()
  const labels = useProject((state) => state.project?.labels) ?? []
  const byId = useProject((state) => state.byId)
  const shown = useDifferences((state) => state.current?.key === entry.key)
  const { image, difference } = entry
  return (
    <div role="listitem">
      <UnstyledButton
        className={classes.difference}
        onClick={() => void differences.go(entry).catch((error: unknown) => notifier.error(error))}
        data-current={shown || undefined}
        data-testid="difference"
        data-kind={difference.kind}
      >
        {differenceText(t, difference, labels)}
        <span className={classes.path}>{byId.get(image)?.path}</span>
      </UnstyledButton>
    </div>
  )
}
