import { Loader, Tabs, Text } from '@mantine/core'
import { useEffect, type ReactElement } from 'react'
import { useApp, useModels, useText } from '../../state/context'
import { Dialog } from '../common/Dialog'
import { CatalogueTab } from './CatalogueTab'
import { InstalledTab } from './InstalledTab'
import { SettingsTab } from './SettingsTab'
import classes from './models.module.css'

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
