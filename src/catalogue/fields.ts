/** Names by which parts of the house still ask the catalogue. */
export { fieldName, PARTED as BY_YEAR, WHOLE_OF as WHOLE } from './catalogue.ts';
