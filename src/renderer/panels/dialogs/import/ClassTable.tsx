import { Button, Group, Select, Text, TextInput, type SelectProps } from '@mantine/core'
import { useMemo, useState, type ReactElement } from 'react'
import { labelIdSchema } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import { useText } from '../../../state/context'
import {
  matchedTargets,
  sameTargets,
  searchClasses,
  type ClassTarget,
  type ClassTargets,
  type FoundClass
} from '../../../state/importingClasses'
import { IconSearch } from '../../common/icons'
import { VirtualList } from '../../common/VirtualList'
import classes from './import.module.css'

/** CSS pixels; also in import.module.css. */
const rowHeight = 36
/** So many rows are in sight at most, and so many classes need no search. */
const rowsShown = 6
/** The table's border and the list's, above and below. */
const borders = 4

interface ClassTableProps {
  readonly found: readonly FoundClass[]
  readonly labels: readonly Label[]
  readonly targets: ClassTargets
  readonly onChange: (targets: ClassTargets) => void
}

/** What becomes of each class of a dataset. */
export function ClassTable({ found, labels, targets, onChange }: ClassTableProps): ReactElement {
  const t = useText()
  const [search, setSearch] = useState('')
  const shown = searchClasses(found, search)
  const options = useMemo(
    () => [
      { value: 'create', label: t('dialogs.import.classCreate') },
      { value: 'ignore', label: t('dialogs.import.classLeaveOut') },
      ...(labels.length > 0
        ? [
            {
              group: t('dialogs.import.classBecomes'),
              items: labels.map(({ id, name }) => ({ value: String(id), label: name }))
            }
          ]
        : [])
    ],
    [t, labels]
  )
  if (found.length === 0) return <Text c="dimmed">{t('dialogs.import.classNone')}</Text>
  const bulk = (name: string, next: () => ClassTargets, id: string): ReactElement => (
    <Button size="compact-xs" variant="default" onClick={() => onChange(next())} data-testid={`import-${id}`}>
      {name}
    </Button>
  )
  return (
    <section aria-label={t('dialogs.import.classes')}>
      <Group gap="xs" mb={6}>
        <Text className={classes.grow} size="xs" fw={600} title={t('dialogs.import.classesHint')}>
          {t('dialogs.import.classes')}
        </Text>
        {found.length > rowsShown && (
          <TextInput
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={t('dialogs.import.classSearch')}
            aria-label={t('dialogs.import.classSearch')}
            leftSection={<IconSearch size={14} aria-hidden />}
            data-testid="import-class-search"
          />
        )}
        {bulk(t('dialogs.import.matchAll'), () => matchedTargets(found), 'match-all')}
        {bulk(t('dialogs.import.createAll'), () => sameTargets(found, 'create'), 'create-all')}
        {bulk(t('dialogs.import.leaveOutAll'), () => sameTargets(found, 'ignore'), 'ignore-all')}
      </Group>
      <div className={classes.head} data-scrolls={found.length > rowsShown || undefined} aria-hidden>
        <span className={classes.foreign}>{t('dialogs.import.classForeign')}</span>
        <span className={classes.count}>{t('dialogs.import.classObjects')}</span>
        <span className={classes.target}>{t('dialogs.import.classBecomes')}</span>
      </div>
      <div
        className={classes.table}
        style={{ height: rowHeight * Math.min(rowsShown, found.length) + borders }}
      >
        {shown.length === 0 ? (
          <Text className={classes.none} c="dimmed">
            {t('dialogs.import.classNoMatch')}
          </Text>
        ) : (
          <VirtualList
            items={shown}
            rowHeight={rowHeight}
            keyOf={({ name }) => name}
            renderRow={(row) => (
              <ClassRow
                row={row}
                target={targets.get(row.name) ?? 'create'}
                options={options}
                onChange={(target) => onChange(new Map(targets).set(row.name, target))}
              />
            )}
            label={t('dialogs.import.classes')}
            role="list"
            active={-1}
            testId="import-classes"
          />
        )}
      </div>
    </section>
  )
}

function ClassRow(props: {
  readonly row: FoundClass
  readonly target: ClassTarget
  readonly options: NonNullable<SelectProps['data']>
  readonly onChange: (target: ClassTarget) => void
}): ReactElement {
  const t = useText()
  const { row, target, options, onChange } = props
  return (
    <div
      className={classes.row}
      role="listitem"
      data-testid="import-class-row"
      data-name={row.name}
      data-target={target}
    >
      <span className={classes.foreign} title={row.name}>
        {row.name}
      </span>
      <span className={classes.count}>{row.count}</span>
      <Select
        className={classes.target}
        aria-label={t('dialogs.import.classChoice', { name: row.name })}
        searchable
        // Typing the beginning of a name and Enter is enough.
        selectFirstOptionOnChange
        allowDeselect={false}
        value={String(target)}
        onChange={(value) => {
          if (value !== null) onChange(targetOf(value))
        }}
        data={options}
        renderOption={({ option }) => (
          <span className={classes.option} title={option.label} data-testid={`import-target-${option.value}`}>
            {option.label}
          </span>
        )}
        data-testid="import-class-target"
      />
    </div>
  )
}

function targetOf(value: string): ClassTarget {
  return value === 'create' || value === 'ignore' ? value : labelIdSchema.parse(Number(value))
}
