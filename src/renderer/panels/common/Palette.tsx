import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightFilterFunction
} from '@mantine/spotlight'
import { useEffect, useState, type ReactElement } from 'react'
import { IconSearch } from './icons'

/** As many lines as can be told apart; typing leads to the others. */
const most = 200

/** A field over the window that finds one of many things by typing. It waits unseen until it is opened. */
export function Palette(props: {
  readonly open: boolean
  /** What can be found for what was typed; each one's click runs after the palette was chosen from. */
  readonly actions: (query: string) => SpotlightActionData[]
  /** Which of them fit; by default those with what was typed in their label. */
  readonly filter?: SpotlightFilterFunction
  readonly placeholder: string
  readonly nothing: string
  readonly onClose: () => void
  readonly testId: string
}): ReactElement {
  const { open } = props
  const [[store, spotlight]] = useState(createSpotlight)
  const [query, setQuery] = useState('')
  useEffect(() => {
    // The palette forgets what was typed only once it has faded out, which is too late for a quick second time.
    setQuery('')
    if (open) spotlight.open()
    else spotlight.close()
  }, [open, spotlight])
  return (
    <Spotlight
      store={store}
      actions={open ? props.actions(query) : []}
      query={query}
      onQueryChange={setQuery}
      {...(props.filter && { filter: props.filter })}
      limit={most}
      shortcut={null}
      lockScroll={false}
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0 }}
      transitionProps={{ duration: 80 }}
      nothingFound={props.nothing}
      searchProps={{
        placeholder: props.placeholder,
        'aria-label': props.placeholder,
        leftSection: <IconSearch size={16} aria-hidden />
      }}
      onSpotlightClose={props.onClose}
      data-testid={props.testId}
    />
  )
}
