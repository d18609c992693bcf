/** The scheme of the window's page. */
export const pageScheme = 'app'
/** The scheme of the opened project's images. */
export const imageScheme = 'app-image'
/** The only host of the page's scheme. */
export const pageHost = 'maskwright'
