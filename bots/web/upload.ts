import { PLAIN } from './words.ts';

/** The last part of a file's name, without what could mislead a reader or a file system. At most 100 characters. */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  // Control characters, and those that turn the direction of writing.
  const plain = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim();
  const characters = [...plain];
  return characters.length === 0 ? PLAIN.file : characters.length > 100 ? characters.slice(-100).join('') : plain;
}
