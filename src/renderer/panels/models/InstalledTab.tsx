import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { modelTaskSchema, type ModelsView } from '@shared/schema/models'
import { useText } from '../../state/context'
import { AddModel } from './AddModel'
import { ModelCard } from './ModelCard'
import classes from './models.module.css'

/** The installed models by what they are for, and a way to add one. */
export function InstalledTab({ view }: { readonly view: ModelsView }): ReactElement {
  const t = useText()
  return (
    <>
      <AddModel />
      {modelTaskSchema.options.map((task) => {
        const models = view.models.filter((model) => model.task === task)
        return (
          <section key={task} aria-labelledby={`models-${task}`}>
            <h3 id={`models-${task}`} className={classes.heading}>
              {t(`models.tasks.${task}`)}
            </h3>
            {models.length === 0 && (
              <Text size="xs" c="dimmed">
                {t(`models.noModels.${task}`)}
              </Text>
            )}
            {models.map((model) => (
              <ModelCard key={model.id} model={model} view={view} />
            ))}
          </section>
        )
      })}
    </>
  )
}
