import { Kbd, Text } from '@mantine/core'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { actionIds, actionTable, keysOf, type ActionId, type ActionSpec } from '@shared/actions/actionTable'
import { useApp, useText } from '../../state/context'
import { chordKeys, gestureKey } from '../../state/keyNames'
import classes from './dialogs.module.css'
import { Dialog } from '../common/Dialog'
import type { TextKey } from '@shared/i18n'

type MenuName = NonNullable<ActionSpec['menu']>
const menus: readonly MenuName[] = ['tool', 'image', 'object', 'edit', 'segment', 'view', 'file', 'help']

/** Those without a menu stand with the menu that their name begins with. */
function groupOf(id: ActionId): MenuName {
  return actionTable[id].menu ?? (id.split('.')[0] as MenuName)
}

/** All shortcuts, from the table of actions, and the keys that mean something while drawing. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const { mac } = useApp()
  const rows = (menu: MenuName): readonly ActionId[] =>
    actionIds.filter((id) => groupOf(id) === menu && keysOf(id, mac).length > 0)
  return (
    <Dialog onClose={onClose} size="xl" title={t('dialogs.shortcuts.title')} data-testid="shortcuts-dialog">
      {/* The focus begins here, not on the button that closes, so that the arrow keys scroll. */}
      <div className={classes.shortcuts} tabIndex={-1} data-autofocus>
        <Section title={t('dialogs.shortcuts.gestures')}>
          {gestureKeys.map((gesture) => (
            <Row
              key={gesture.does}
              name={t(gesture.does)}
              keys={gesture.ways.map((way) => way.map((key) => gestureKey(t, key, mac)))}
            />
          ))}
        </Section>
        {menus.map((menu) => (
          <Section key={menu} title={t(`menu.${menu}`)}>
            {rows(menu).map((id) => (
              <Row
                key={id}
                name={t(`actions.${id}`)}
                keys={keysOf(id, mac).map((accelerator) => chordKeys(t, accelerator, mac))}
              />
            ))}
          </Section>
        ))}
      </div>
      <Text mt="md" size="xs" c="dimmed">
        {t('dialogs.shortcuts.layoutHint')}
      </Text>
    </Dialog>
  )
}

function Section(props: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{props.title}</h3>
      <table className={classes.keys}>
        <tbody>{props.children}</tbody>
      </table>
    </section>
  )
}

/** Alternatives stand beside each other, the keys of each joined. */
function Row(props: { readonly name: string; readonly keys: readonly (readonly string[])[] }): ReactElement {
  return (
    <tr>
      <th scope="row">{props.name}</th>
      <td>
        {props.keys.map((chord, i) => (
          <Fragment key={i}>
            {i > 0 && ' '}
            <span className={classes.chord}>
              {chord.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </span>
          </Fragment>
        ))}
      </td>
    </tr>
  )
}

type TextIn<Prefix extends string> = Extract<TextKey, `${Prefix}.${string}`>

/** What can be done with keys and pointer while drawing, beside the shortcuts; the editor's tools handle it. */
const gestureKeys: readonly {
  readonly does: TextIn<'gestures'>
  /** Ways to do it; the keys of one way go together. */
  readonly ways: readonly (readonly TextIn<'keys'>[])[]
}[] = [
  { does: 'gestures.add', ways: [['keys.click']] },
  { does: 'gestures.takeAway', ways: [['keys.rightClick'], ['keys.alt', 'keys.click']] },
  { does: 'gestures.accept', ways: [['keys.enter']] },
  { does: 'gestures.cancel', ways: [['keys.escape']] },
  { does: 'gestures.back', ways: [['keys.backspace']] },
  { does: 'gestures.mask', ways: [['keys.maskDigits'], ['keys.alt', 'keys.wheel']] },
  { does: 'gestures.class', ways: [['keys.classDigits']] },
  { does: 'gestures.zoom', ways: [['keys.wheel']] },
  { does: 'gestures.pan', ways: [['keys.space', 'keys.drag'], ['keys.middleDrag']] },
  { does: 'gestures.several', ways: [['keys.shift', 'keys.click']] },
  { does: 'gestures.below', ways: [['keys.alt', 'keys.click']] },
  { does: 'gestures.nudge', ways: [['keys.arrows'], ['keys.shift', 'keys.arrows']] },
  { does: 'gestures.menu', ways: [['keys.rightClick']] },
  { does: 'gestures.straight', ways: [['keys.shift', 'keys.drag']] },
  { does: 'gestures.vertex', ways: [['keys.alt', 'keys.click']] },
  { does: 'gestures.regions', ways: [['keys.f6']] },
  { does: 'gestures.swap', ways: [['keys.alt', 'keys.drag']] },
  { does: 'gestures.adopt', ways: [['keys.click'], ['keys.classDigits']] },
  { does: 'gestures.lasso', ways: [['keys.drag']] },
  { does: 'gestures.level', ways: [['keys.alt', 'keys.wheel']] },
  { does: 'gestures.adoptAll', ways: [['keys.enter']] },
  { does: 'gestures.dismiss', ways: [['keys.delete']] }
]
