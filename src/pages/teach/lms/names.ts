/** Where the built course keeps what a package for a learning platform is made of. */

/** the course's page, as packages have it */
export const PAGE = 'packed.html'
/** names of all its other files, JSON */
export const FILES = 'files.json'
