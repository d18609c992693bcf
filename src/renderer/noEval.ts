import { z } from 'zod'

/** The content security policy forbids `new Function`, which zod would otherwise try for faster parsing. */
z.config({ jitless: true })
