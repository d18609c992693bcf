import { Text } from '@mantine/core'
import { useId, type ReactElement, type ReactNode } from 'react'

/** Something to choose, named above and explained below; the choice is labelled by the name's id. */
export function Field(props: {
  readonly title: string
  readonly hint?: string | undefined
  readonly children: (label: string) => ReactNode
}): ReactElement {
  const label = useId()
  return (
    <div>
      <Text id={label} size="xs" fw={600} mb={4}>
        {props.title}
      </Text>
      {props.children(label)}
      {props.hint !== undefined && (
        <Text size="xs" c="dimmed" mt={4}>
          {props.hint}
        </Text>
      )}
    </div>
  )
}
