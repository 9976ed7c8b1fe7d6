import { fileURLToPath } from 'node:url';

/** Where the project keeps its data, from anywhere it is called. */
const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const RULES = place('rules');
export const RAW_DOCUMENTS = place('faq/documents/raw');
export const DOCUMENTS = place('faq/documents');
export const FAQ = place('faq');
