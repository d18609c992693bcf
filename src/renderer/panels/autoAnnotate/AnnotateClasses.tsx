import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useMemo, useState, type ReactElement } from 'react'
import { labelIdSchema } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import { useText } from '../../state/context'
import { IconSearch } from '../common/icons'
import { VirtualList } from '../common/VirtualList'
import {
  namedClasses,
  onlyTargets,
  type AnnotateTarget,
  type AnnotateTargets,
  type ModelClass
} from './annotateForm'
import classes from './annotate.module.css'

/** CSS pixels; also in annotate.module.css. */
const rowHeight = 34
const rowsShown = 5

/** Which classes of the model are looked for, and what they become. */
export function AnnotateClasses(props: {
  readonly names: readonly string[]
  readonly labels: readonly Label[]
  readonly targets: AnnotateTargets
  readonly onChange: (targets: AnnotateTargets) => void
}): ReactElement {
  const t = useText()
  const { names, labels, targets, onChange } = props
  const [text, setText] = useState('')
  const shown = useMemo(() => namedClasses(names, text), [names, text])
  const only = (): void => {
    if (shown.length > 0) onChange(onlyTargets(shown, targets, labels))
  }
  const chosen = [...targets.values()].filter((target) => target !== 'ignore').length
  return (
    <section aria-label={t('annotate.classes')}>
      <Group gap="xs" mb={4} justify="space-between">
        <Text size="xs" fw={600} title={t('annotate.classesHint')}>
          {t('annotate.classes')}
        </Text>
        <Text size="xs" c="dimmed" data-testid="annotate-chosen">
          {t('annotate.chosen', { count: chosen })}
        </Text>
      </Group>
      <Group gap="xs" mb={6} wrap="nowrap">
        <TextInput
          className={classes.grow}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') only()
          }}
          placeholder={t('annotate.filter')}
          aria-label={t('annotate.filter')}
          leftSection={<IconSearch size={14} aria-hidden />}
          data-autofocus
          data-testid="annotate-filter"
        />
        <Button variant="default" onClick={only} disabled={shown.length === 0} data-testid="annotate-only">
          {t('annotate.onlyShown')}
        </Button>
        <Button variant="default" onClick={() => onChange(new Map())} data-testid="annotate-none">
          {t('annotate.none')}
        </Button>
      </Group>
      <div className={classes.table} style={{ height: rowHeight * rowsShown + 2 }}>
        {shown.length === 0 ? (
          <Text className={classes.empty} size="xs" c="dimmed">
            {t('annotate.noClass')}
          </Text>
        ) : (
          <VirtualList
            items={shown}
            rowHeight={rowHeight}
            keyOf={({ index }) => index}
            renderRow={(row) => (
              <ClassRow
                row={row}
                labels={labels}
                target={targets.get(row.index) ?? 'ignore'}
                onChange={(target) => onChange(new Map(targets).set(row.index, target))}
              />
            )}
            label={t('annotate.classes')}
            role="list"
            active={-1}
            testId="annotate-classes"
          />
        )}
      </div>
    </section>
  )
}

function ClassRow(props: {
  readonly row: ModelClass
  readonly labels: readonly Label[]
  readonly target: AnnotateTarget
  readonly onChange: (target: AnnotateTarget) => void
}): ReactElement {
  const t = useText()
  const { row, labels, target, onChange } = props
  const existing = labels.map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <div className={classes.row} role="listitem" data-testid="annotate-class" data-name={row.name}>
      <span className={classes.name} data-ignored={target === 'ignore' || undefined} title={row.name}>
        {row.name}
      </span>
      <Select
        className={classes.target}
        size="xs"
        aria-label={row.name}
        allowDeselect={false}
        value={String(target)}
        onChange={(value) => onChange(targetOf(value ?? 'ignore'))}
        data={[
          { value: 'ignore', label: t('annotate.ignore') },
          { value: 'create', label: t('annotate.create', { name: row.name }) },
          ...(existing.length > 0 ? [{ group: t('annotate.existing'), items: existing }] : [])
        ]}
      />
    </div>
  )
}

function targetOf(value: string): AnnotateTarget {
  return value === 'ignore' || value === 'create' ? value : labelIdSchema.parse(Number(value))
}
