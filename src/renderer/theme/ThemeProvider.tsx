import { MantineProvider, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import type { ReactElement, ReactNode } from 'react'
import type { Settings } from '@shared/schema/settings'
import { theme } from './theme'

/** The settings decide; nothing is remembered beside them. */
const manager: MantineColorSchemeManager = {
  get: (fallback): MantineColorScheme => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined
}

/** Mantine in the theme of the settings, without a style element of its own (see the content security policy). */
export function ThemeProvider(props: {
  readonly choice: Settings['theme']
  readonly children: ReactNode
}): ReactElement {
  const system = useColorScheme('light', { getInitialValueInEffect: false })
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={manager}
      forceColorScheme={props.choice === 'system' ? system : props.choice}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {props.children}
    </MantineProvider>
  )
}
