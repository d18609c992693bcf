import {
  MantineProvider,
  type MantineColorScheme,
  type MantineColorSchemeManager,
  ActionIcon,
  Button,
  Checkbox,
  ColorInput,
  createTheme,
  Modal,
  NumberInput,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Slider,
  Switch,
  TextInput,
  Tooltip
} from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import type { ReactElement, ReactNode } from 'react'
import type { Settings } from '@shared/schema/settings'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './variables.css'
import './global.css'
import classes from './components.module.css'

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

/** All style sheets, in the order in which they override each other. */

/**
 * Dense defaults. The variables' values stand in variables.css, not here: Mantine would write them into a style
 * element, which the content security policy forbids. For the same reason no component locks the page's scrolling.
 */
const theme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 26 },
      classNames: { root: classes.actionIcon }
    }),
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    ColorInput: ColorInput.extend({ defaultProps: { size: 'xs' } }),
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, yOffset: '10vh', transitionProps: { duration: 100 } },
      classNames: { title: classes.modalTitle }
    }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs', clampBehavior: 'blur' } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false } }),
    Slider: Slider.extend({ defaultProps: { size: 'sm' } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 450, transitionProps: { duration: 80 } } })
  }
})
