/** Name of the cache in which the service worker keeps the pages that were opened; the app lists them when it has no data. */
export const PAGE_COPIES = 'pages-v1';
