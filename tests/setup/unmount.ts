import { notifications } from '@mantine/notifications'
import { cleanup } from '@testing-library/react'
import { afterAll } from 'vitest'

// What a file's last test rendered still has timers, which would go off when its window is gone. Notifications belong
// to no component: the next file would find them.
afterAll(() => {
  cleanup()
  notifications.clean()
})
