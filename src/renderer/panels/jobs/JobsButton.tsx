import { Button, Loader, Popover } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useJobList, useText } from '../../state/context'
import { JobsPanel } from './JobsPanel'

/** The entry of the status bar that opens the list of jobs; nothing where there are none. */
export function JobsButton(): ReactElement | null {
  const t = useText()
  const list = useJobList()
  const [opened, setOpened] = useState(false)
  const running = list.filter(({ state }) => state === 'running').length
  if (list.length === 0 && !opened) return null
  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" width={440} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={running > 0 ? <Loader size={11} aria-hidden /> : undefined}
          title={t('jobs.showLabel')}
          onClick={() => setOpened(!opened)}
          data-testid="status-jobs"
          data-running={running}
        >
          {running > 0 ? t('jobs.show', { count: running }) : t('jobs.showIdle')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} data-testid="jobs-panel">
        <JobsPanel close={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
