/** All style sheets, in the order in which they override each other. */
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './variables.css'
import './global.css'
