import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Library, loadLibrary } from '../answers/index.ts';
import { type Config, type Doors, loadConfig } from '../config/config.ts';
import { folderFor } from '../house/place.ts';

/** Where the project keeps its data, from anywhere it is called. */
const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const ROOT = place('.');
export const RULES = place('rules');
export const RAW_DOCUMENTS = place('faq/documents/raw');
export const DOCUMENTS = place('faq/documents');
export const FAQ = place('faq');

/** The settings, with the folder that is really in use: the demo's own where nothing else is there. @throws Fault CONFIG_INVALID */
export function configured(doors: Doors): Config<Doors> {
  const config = loadConfig(process.env, ROOT, doors);
  return { ...config, data: folderFor(config) };
}

/** This installation's own answers and documents, beside its database. @throws Fault CONFIG_INVALID */
export const ownFaq = (doors: Doors): string => join(configured(doors).data, 'faq');

/** The library as the chats have it: what is shipped, and this installation's own. @throws Fault DOCUMENT_INVALID */
export const wholeLibrary = (doors: Doors): Library => loadLibrary(DOCUMENTS, FAQ, undefined, ownFaq(doors));
