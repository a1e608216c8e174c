/** Boards and stickers in the app. For whole documents (Node) see `document.tsx`. */
export { PrintPage, type PrintPageProps } from './page.tsx';
export { default as printCss } from './print.css?inline';
