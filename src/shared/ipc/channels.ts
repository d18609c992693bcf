/** The two Electron channels that everything between window and main travels on. */
export const callChannel = 'maskwright:call'
export const eventChannel = 'maskwright:event'
