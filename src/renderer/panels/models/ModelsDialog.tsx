import { Loader, Tabs, Text } from '@mantine/core'
import { useEffect, type ReactElement } from 'react'
import { useApp, useModels, useText } from '../../state/context'
import { Dialog } from '../common/Dialog'
import { SettingsTab } from './SettingsTab'
import classes from './models.module.css'
import { type ModelsView, modelTaskSchema } from '@shared/schema/models'
import { CatalogueRow } from './CatalogueRow'
import { AddModel } from './AddModel'
import { ModelCard } from './ModelCard'

/** The model library: what is installed, what can be had, and where models run. */
export function ModelsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const { models } = useApp()
  const view = useModels()
  useEffect(() => void models.load(), [models])
  return (
    <Dialog onClose={onClose} size={860} title={t('models.title')} data-testid="models-dialog">
      <Text size="xs" c="dimmed" mb="sm">
        {t('models.offline')}
      </Text>
      {view === null ? (
        <div className={classes.loading} role="status">
          <Loader size="xs" aria-hidden />
          {t('models.loading')}
        </div>
      ) : (
        <Tabs defaultValue="installed" keepMounted={false}>
          <Tabs.List>
            {(['installed', 'catalogue', 'settings'] as const).map((tab) => (
              // The dialog opens before the list is here, so the tab takes the focus when it comes.
              <Tabs.Tab
                key={tab}
                value={tab}
                autoFocus={tab === 'installed'}
                data-testid={`models-tab-${tab}`}
              >
                {t(`models.tabs.${tab}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel className={classes.panel} value="installed">
            <InstalledTab view={view} />
          </Tabs.Panel>
          <Tabs.Panel className={classes.panel} value="catalogue">
            <CatalogueTab view={view} />
          </Tabs.Panel>
          <Tabs.Panel className={classes.panel} value="settings">
            <SettingsTab view={view} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Dialog>
  )
}

/** The models that are known, and which of them can be downloaded. */
function CatalogueTab({ view }: { readonly view: ModelsView }): ReactElement {
  return (
    <ul className={classes.rows}>
      {view.catalogue.map((entry) => (
        <CatalogueRow key={entry.id} entry={entry} />
      ))}
    </ul>
  )
}

/** The installed models by what they are for, and a way to add one. */
function InstalledTab({ view }: { readonly view: ModelsView }): ReactElement {
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
