import type { ReactElement } from 'react'
import { Notifications } from '@mantine/notifications'
import { I18nextProvider } from 'react-i18next'
import { Dialogs } from './panels/dialogs/Dialogs'
import { MainWindow } from './panels/MainWindow'
import type { App as AppCore } from './state/app'
import { AppContext, useSettings } from './state/context'
import { ThemeProvider } from './theme/ThemeProvider'

/** The window over the application's core. */
export function App({ app }: { readonly app: AppCore }): ReactElement {
  return (
    <AppContext value={app}>
      <I18nextProvider i18n={app.i18n}>
        <Themed />
      </I18nextProvider>
    </AppContext>
  )
}

function Themed(): ReactElement {
  const choice = useSettings((state) => state.settings.theme)
  return (
    <ThemeProvider choice={choice}>
      <MainWindow />
      <Dialogs />
      <Notifications position="bottom-center" autoClose={8000} limit={4} />
    </ThemeProvider>
  )
}
