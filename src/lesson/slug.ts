/** A heading's anchor, as GitHub makes it: small letters, digits, marks, `-` and `_` stay, and spaces become `-`. */
const DROPPED = /[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu

/** Two equal titles have one anchor: a lesson may not have two. */
export const slugOf = (title: string): string => title.toLowerCase().replace(DROPPED, '').replaceAll(' ', '-')
