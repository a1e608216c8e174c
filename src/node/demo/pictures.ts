/** Stand-ins for the pictures of the footer, drawn for the demo: a shield and a ring, not the official ones. */
export const DEMO_PICTURES: Readonly<Record<string, string>> = {
  'shield.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path fill="#4a6fa5" d="M10 1l8 3v6c0 4-3 7-8 9-5-2-8-5-8-9V4z"/></svg>\n',
  'emblem.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><circle cx="10" cy="10" r="8" fill="none" stroke="#a55" stroke-width="3"/><path fill="#a55" d="M7 7h6v6H7z"/></svg>\n',
};
