/**
 * Texts as they came and as clauses: read, parsed, taken in, cited, in force or not. It knows nothing of how they are searched
 * or of what is answered from them.
 */

export { anchorOf, nameOf, placeOf, provinceName, quoteWithMark, sentencesOf, shown } from './cite.ts';
export { bare, documentFromMarkdown, isQuoteOf, linkReferences, pathOf, sha256 } from './document.ts';
export { forceOf, isOutOfForce } from './force.ts';
export { type Declared, ingestAll, previewFile, publish, publishShipped } from './ingest/ingest.ts';
export { fieldAsked, fieldClause } from './metadata.ts';
export { readingsOf } from './reading.ts';
