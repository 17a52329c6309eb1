/**
 * The three faces, served with the page: serif speaks, sans operates, mono measures. A first visit pays for each file:
 * with optical sizes the serif alone would weigh 250 kB instead of 71, and a second weight of the mono 15 more.
 */
import '@fontsource-variable/source-serif-4/wght.css'
import './italic.css'
import './fallbacks.css'
import '@fontsource-variable/ibm-plex-sans/wght.css'
import '@fontsource/ibm-plex-mono/400.css'
