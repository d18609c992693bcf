import { CloseButton, TextInput } from '@mantine/core'
import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { useApp, useText, useUi } from '../../state/context'
import { IconSearch } from '../common/icons'
import classes from './images.module.css'

/** Narrows the list by words of the path. Escape clears it, and then leaves. */
export function ImageSearch(): ReactElement {
  const t = useText()
  const { ui } = useApp().stores
  const search = useUi((state) => state.query.search)
  const requests = useUi((state) => state.searchRequests)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (requests > 0) field.current?.select()
  }, [requests])
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Escape') return
    if (search === '') event.currentTarget.blur()
    else ui.setQuery({ search: '' })
  }
  return (
    <TextInput
      ref={field}
      className={classes.search}
      value={search}
      onChange={(event) => ui.setQuery({ search: event.currentTarget.value })}
      onKeyDown={onKeyDown}
      placeholder={t('images.search')}
      aria-label={t('images.search')}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        search === '' ? null : (
          <CloseButton
            size="xs"
            aria-label={t('images.clearSearch')}
            onClick={() => ui.setQuery({ search: '' })}
          />
        )
      }
      data-testid="image-search"
    />
  )
}
