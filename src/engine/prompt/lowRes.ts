/** Side of the decoder's masks, in low-resolution pixels. */
export const LOW_RES = 256

/** Low-resolution pixels of one mask. */
export const LOW_RES_AREA = LOW_RES * LOW_RES
