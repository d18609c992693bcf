/** How many places an area slider has. */
export const areaPlaces = 100
/** From the first place to the last the area grows by so many powers of ten; below the first one is nothing. */
const decades = 5

/** The area of a place, as a part of the image: 0 at the first, 1 at the last, finer for small ones. */
export function areaAt(place: number): number {
  if (place <= 0) return 0
  return 10 ** (-decades * (1 - Math.min(place, areaPlaces) / areaPlaces))
}

/** The nearest place of a part of the image. */
export function placeOf(part: number): number {
  if (part <= 0) return 0
  const place = areaPlaces * (1 + Math.log10(Math.min(1, part)) / decades)
  return Math.max(1, Math.round(place))
}
